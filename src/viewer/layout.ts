export const LAYOUTS = [1, 4, 9] as const;

/** Number of screens. */
export type Layout = (typeof LAYOUTS)[number];
