/** A value at a time, milliseconds since the epoch; NaN where nobody knows. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Fewer points with the same picture: of each slice of time the first, the lowest, the highest and the last, so no peak is lost.
 * @param points oldest first
 * @param slices how many slices of time; at most four points are kept of each
 */
export function downsample(points: readonly Point[], slices: number): readonly Point[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length <= slices * 4) return points;
  const width = (last.x - first.x) / slices || 1;
  const kept: Point[] = [];
  let from = 0;
  while (from < points.length) {
    const slice = Math.floor(((points[from] as Point).x - first.x) / width);
    let to = from;
    let [low, high] = [from, from];
    while (to < points.length && Math.floor(((points[to] as Point).x - first.x) / width) === slice) {
      if (above(points[low], points[to])) low = to;
      if (above(points[to], points[high])) high = to;
      to += 1;
    }
    for (const index of [...new Set([from, low, high, to - 1])].sort((a, b) => a - b)) kept.push(points[index] as Point);
    from = to;
  }
  return kept;
}

/** A value that is not known is never the lowest or highest while there is one that is. */
function above(a: Point | undefined, b: Point | undefined): boolean {
  if (!a || !b || Number.isNaN(b.y)) return false;
  return Number.isNaN(a.y) || a.y > b.y;
}
