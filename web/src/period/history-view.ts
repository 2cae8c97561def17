/** The ways to look at a stretch of consumption. */
export const HISTORY_VIEWS = ["bars", "duration", "heat"] as const;
export type HistoryView = (typeof HISTORY_VIEWS)[number];
