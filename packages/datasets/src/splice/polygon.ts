/** A place in an image, in pixels from its upper left corner. */
export interface Point {
  x: number;
  y: number;
}

/** A closed outline: its last point is joined to its first. */
export type Polygon = readonly Point[];
