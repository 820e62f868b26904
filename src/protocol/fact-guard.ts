import { isServerSnapshot } from '../core/endpoints/is-server-snapshot.ts';
import type { Fact } from '../core/ledger/facts.ts';
import { flag, number, oneOf, optional, record, text, type Check } from './checks.ts';
import { isBoundedData } from './guards.ts';
import { areProps, kindOfId } from './props-guard.ts';

const id: Check = (v) => kindOfId(v) !== undefined;
const actor = oneOf('page', 'inspector', 'browser');
const relation = oneOf('receives', 'sends', 'carries', 'has', 'plays', 'clone-of', 'derived-from', 'holds', 'serves');
const link = { from: id, to: id, rel: relation };

const SHAPES: { readonly [Op in Fact['op']]: Readonly<Record<string, Check>> } = {
  created: {
    id,
    kind: oneOf('peer', 'track', 'stream', 'element', 'channel', 'holder', 'session', 'socket'),
    props: record,
    stack: optional(text),
  },
  changed: { id, props: record, by: optional(actor) },
  ended: { id, by: actor },
  collected: { id },
  linked: link,
  unlinked: link,
  document: { url: text, top: flag },
  'document-ended': { persisted: flag },
  'document-state': { hidden: flag, players: optional(number) },
  heap: { usedBytes: number, source: oneOf('performance.memory', 'measureUserAgentSpecificMemory', 'protocol') },
  moment: { name: oneOf('switch', 'clean', 'gc', 'navigation', 'mark', 'overflow', 'limit'), label: text },
  server: { server: isServerSnapshot },
  'server-removed': { endpoint: text },
};

/** Whether it is a fact: of a known kind, each part and property of the right type, and small enough. */
export function isFact(value: unknown): value is Fact {
  if (!record(value)) return false;
  const fact = value as Record<string, unknown>;
  const shape = Object.hasOwn(SHAPES, String(fact.op)) ? SHAPES[fact.op as Fact['op']] : undefined;
  if (!shape || !number(fact.n) || !number(fact.at)) return false;
  return Object.entries(shape).every(([key, check]) => check(fact[key])) && isBoundedData(fact) && hasItsProps(fact);
}

function hasItsProps({ op, id: of, kind, props }: Readonly<Record<string, unknown>>): boolean {
  const own = kindOfId(of);
  if (op !== 'created' && op !== 'changed') return true;
  return own !== undefined && (op === 'changed' || own === kind) && areProps(own, props);
}

/** Whether it is a fact that a page may report; what servers say, the panel learns itself. */
export function isPageFact(value: unknown): value is Fact {
  return isFact(value) && value.op !== 'server' && value.op !== 'server-removed';
}
