/** Side of a JPEG block in pixels (ITU-T T.81). */
export const BLOCK = 8;
