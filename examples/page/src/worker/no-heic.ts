/** Stands in for the decoder of HEIC, of which the page takes none along: it is larger than all of ours. */
export default undefined;
