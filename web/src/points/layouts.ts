/** How list and map share the screen. Apart from what the list is asked for, which a phone's start page does without. */
export const LAYOUTS = ["list", "split", "map"] as const;
export type Layout = (typeof LAYOUTS)[number];
