import type { Point } from './downsample.ts';

/**
 * The path of a line in a box, from zero at the bottom to the highest value (or `ceiling`) at the top. Gaps stay gaps.
 * @param points oldest first; drawn from the first to the last over the whole width
 */
export function sparklinePath(points: readonly Point[], width: number, height: number, ceiling: number, stepped: boolean): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return '';
  const top = Math.max(ceiling, ...points.map((p) => (Number.isNaN(p.y) ? 0 : p.y)));
  const span = last.x - first.x || 1;
  const x = (p: Point): string => (((p.x - first.x) / span) * width).toFixed(1);
  const y = (p: Point): string => (height - 1 - (top ? (p.y / top) * (height - 2) : 0)).toFixed(1);
  let path = '';
  let open = false;
  for (const point of points) {
    if (Number.isNaN(point.y)) open = false;
    else path += open ? `${stepped ? `H${x(point)}V` : `L${x(point)} `}${y(point)}` : `M${x(point)} ${y(point)}`;
    open = !Number.isNaN(point.y);
  }
  return points.length === 1 && path ? `${path}H${width}` : path;
}
