/** One visible line of a tree. */
export interface TreeRow {
  readonly key: string;
  /** Depth, from 1. */
  readonly level: number;
  /** Its height on one line. */
  readonly heightPx: number;
  /** Absent for a leaf. */
  readonly expanded?: boolean;
  /** Place among its siblings, from 1, and how many they are. */
  readonly position: number;
  readonly siblings: number;
}
