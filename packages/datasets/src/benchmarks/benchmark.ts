import type { MaskReading } from './mask-reading.ts';

/** Where a kind of file lies in a set. */
export interface BenchmarkFiles {
  /** For people: `4cam_auth/*.tif`. */
  what: string;
  /** The folders that hold them, as paths from the folder of the set; '' is that folder itself. */
  folder: RegExp;
  /** Their names without the extension. */
  stem: RegExp;
}

/** A public set of forgeries: its layout, and what a person must know about it. */
export interface Benchmark {
  /** What it is called on a command line. */
  name: string;
  title: string;
  /** Page of the set or of its authors. */
  page: string;
  /** The paper to cite. */
  citation: string;
  spliced: BenchmarkFiles;
  /** Absent where the set has none. */
  authentic?: BenchmarkFiles;
  masks: BenchmarkFiles & {
    /**
     * Path of the mask of an image, without its extension; a name alone where all masks lie in
     * one folder that has had several names.
     *
     * @param folder - of the image
     * @param stem - name of the image without the extension
     */
    of(folder: string, stem: string): string;
    reading: MaskReading;
  };
}
