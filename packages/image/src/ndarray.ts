export { fromNdarray } from './from-ndarray.ts';
export { toNdarray } from './to-ndarray.ts';
