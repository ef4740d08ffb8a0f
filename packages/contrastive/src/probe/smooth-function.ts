/** A smooth function: returns its value at a point and writes its gradient into the second array. */
export type SmoothFunction = (point: Float64Array, gradient: Float64Array) => number;
