import type { Entity } from './ledger.ts';

/** The line of the page that made an object, in its document; undefined when it has no stack, for then it has a line in common with nobody. */
export function lineOf({ document, stack }: Entity): string | undefined {
  const [frame] = stack;
  return frame && `${document} ${frame.url}:${frame.line}:${frame.column}`;
}

export function sameLine(a: Entity, b: Entity): boolean {
  const line = lineOf(a);
  return line !== undefined && line === lineOf(b);
}

/** Objects by the line that made them, oldest first; those without a line are left out. */
export function byLine<E extends Entity>(entities: Iterable<E>): Map<string, E[]> {
  const lines = new Map<string, E[]>();
  for (const entity of entities) {
    const line = lineOf(entity);
    if (line === undefined) continue;
    const list = lines.get(line);
    if (list) list.push(entity);
    else lines.set(line, [entity]);
  }
  return lines;
}

/** Made one after the other, as by switching, and not in one go, as a pool or a grid is: most are further apart than that. */
export function oneByOne(entities: readonly Entity[], apartMs: number): boolean {
  const gaps = entities.slice(1).map((entity, i) => entity.createdAt - (entities[i]?.createdAt ?? 0));
  const apart = gaps.filter((gap) => gap > apartMs);
  return apart.length * 2 > gaps.length;
}
