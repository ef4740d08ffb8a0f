/** One axis of the cells, on the upright photo. */
export interface PageAxis {
  /** Middle of every cell, in pixels of the full image. */
  centres: number[];
  /** Length of a cell, in pixels of the full image. */
  stride: number;
}

/** Cells on the upright photo. */
export interface PageCells {
  rows: PageAxis;
  cols: PageAxis;
}

/** What a report's page needs to draw its maps. Bytes are written in base64, row by row. */
export interface PageData {
  /** Size of the upright image in pixels. */
  width: number;
  height: number;
  maps: PageCells & {
    /** A byte a cell: 0…1 as 0…255. */
    heatmap: string;
    /** A byte a cell: 255 = marked. */
    mask: string;
    /** Three bytes a cell. */
    pca: string;
  };
  consistency: PageCells & {
    /** Numbers a cell. */
    dim: number;
    /** What a number of `cells` is to be multiplied by. */
    scale: number;
    /** `dim` signed bytes a cell: its embedding. */
    cells: string;
  };
  /** 256 colours of three bytes, by what they paint. */
  colors: { heatmap: string; consistency: string; firstComponent: string };
}
