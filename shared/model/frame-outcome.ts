/** The frame was read. Every other outcome of a frame may still become this. */
export const DECODED = "decoded";

/** It was read, and nobody knew of a place where its meter hung when it was heard: one may be told of later. */
export const NO_PLACE = "no-place";

/** It was read, and rows of the meter's memory in it are from before the meter hung there. */
export const ROWS_WITHOUT_PLACE = "rows-without-place";

/** What a place that is told of later may make more readings of. */
export const WITHOUT_PLACE: readonly string[] = [NO_PLACE, ROWS_WITHOUT_PLACE];
