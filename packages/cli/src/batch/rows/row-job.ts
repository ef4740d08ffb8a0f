/** What is made of each input. */
export type RowJob = (typeof rowJobs)[number];

/** All that can be made of an input. */
export const rowJobs = ['localize', 'embed', 'exif'] as const;
