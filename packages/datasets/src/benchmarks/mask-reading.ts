/** How the pixels of a mask file say what was pasted. */
export interface MaskReading {
  /**
   * Which pixels are spliced: brighter than half ('white'), darker ('black'), not quite black
   * ('not black', for masks with grey levels), or the green region of Columbia's coloured edge
   * masks ('green').
   */
  spliced: 'white' | 'black' | 'not black' | 'green';
  /** Whether a mask of another size is stretched over the image, as some sets need. */
  stretch: boolean;
}

/** How masks are read where nothing else is said. */
export const plainMask: MaskReading = { spliced: 'white', stretch: false };
