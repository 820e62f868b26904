/** Rows outside the picture that are drawn too, so that scrolling shows no holes. */
const MARGIN_PX = 240;
/** Taken as the height of a list that has no size yet. */
const UNKNOWN_HEIGHT_PX = 480;

/** `offsets[i]` is the top of row i; the last one is the height of all. */
export function rowOffsets(heights: readonly number[]): Float64Array {
  const offsets = new Float64Array(heights.length + 1);
  for (let i = 0; i < heights.length; i += 1) offsets[i + 1] = (offsets[i] ?? 0) + (heights[i] ?? 0);
  return offsets;
}

/** The rows to draw for a scroll position, as a half-open range. */
export function rowRange(offsets: Float64Array, scrollTop: number, height: number): { from: number; to: number } {
  const count = offsets.length - 1;
  const visible = height > 0 ? height : UNKNOWN_HEIGHT_PX;
  const from = Math.max(0, firstAfter(offsets, scrollTop - MARGIN_PX) - 1);
  return { from, to: Math.min(count, firstAfter(offsets, scrollTop + visible + MARGIN_PX)) };
}

/** Index of the first offset above `y`. */
function firstAfter(offsets: Float64Array, y: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) > y) high = middle;
    else low = middle + 1;
  }
  return low;
}
