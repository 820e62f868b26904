import { takeSample, type Sample } from '../../src/core/budget.ts';
import { createLedger, type Ledger } from '../../src/core/ledger/ledger.ts';
import { fold } from '../../src/core/ledger/fold.ts';
import { appendSample } from '../../src/core/samples.ts';
import { factWriter } from './fixture-facts.ts';

export const CASES = ['empty', 'waiting', 'one', 'leaks', 'full'] as const;
export type Case = (typeof CASES)[number];

/** A page as the session would know it. */
export interface Scene {
  readonly ledger: Ledger;
  readonly samples: readonly Sample[];
  readonly now: number;
}

/** A fixed noon, so that screenshots do not differ. */
export const NOON = Date.UTC(2026, 10, 23, 12);
const PAGE = 'http://127.0.0.1:8889/';
const SECOND = 1_000;
const CAMERAS = ['cam1', 'cam2', 'cam3', 'cam4'];

export function buildScene(name: Case): Scene {
  switch (name) {
    case 'empty':
      return played(() => undefined, 30);
    case 'waiting':
      return unattached(40);
    case 'one':
      return played((w, start) => {
        w.element(start, 'e1', 'video#player');
        w.connect({ number: 1, camera: 'cam1', at: start + 20 * SECOND, element: 'e1', audio: true });
      }, 120);
    case 'leaks':
      return played(switchesWithLeaks, 300);
    case 'full':
      return full();
  }
}

type Writer = ReturnType<typeof factWriter>;

/** Four cameras one after the other; the first three are left open, the second one with its tracks running. */
function switchesWithLeaks(w: Writer, start: number): void {
  w.element(start, 'e1', 'video#player');
  CAMERAS.forEach((camera, i) => {
    const at = start + (30 + i * 60) * SECOND;
    if (i > 0) {
      w.detach(at, 'e1', i);
      if (i !== 2) w.stopTrack(at, `t${i * 2 - 1}`);
    }
    w.connect({ number: i + 1, camera, at: at + 100, element: 'e1' });
    w.server(at + 500, CAMERAS.slice(0, i + 1));
  });
  w.say(start + 250 * SECOND, { op: 'moment', name: 'mark', label: 'lunch' });
}

/** Folds what `write` tells second by second and samples it, as the session does. */
function played(write: (w: Writer, start: number) => void, seconds: number): Scene {
  const start = NOON - seconds * SECOND;
  const w = factWriter();
  w.page(start, PAGE);
  write(w, start);
  for (let s = 0; s <= seconds; s += 1) w.heap(start + s * SECOND, 60 + (s % 25) * 1.4 + s * 0.08);
  const facts = w.facts.toSorted((a, b) => a.at - b.at);
  const ledger = createLedger();
  let samples: readonly Sample[] = [];
  let next = 0;
  for (let s = 0; s <= seconds; s += 1) {
    const at = start + s * SECOND;
    for (let fact = facts[next]; fact && fact.at <= at; fact = facts[next]) {
      fold(ledger, fact, fact.op === 'server' ? 'server' : '0');
      next += 1;
    }
    samples = appendSample(samples, takeSample(ledger, at));
  }
  return { ledger, samples, now: NOON };
}

/** A page that has not answered: the session counts nothing, second by second. */
function unattached(seconds: number): Scene {
  const ledger = createLedger();
  const samples = Array.from({ length: seconds }, (_, s) => takeSample(ledger, NOON - (seconds - s) * SECOND));
  return { ledger, samples, now: NOON };
}

/** A day of a busy page: 500 open connections, 10,000 ended ones, a sample a second. */
function full(): Scene {
  const [open, ended, day] = [500, 10_000, 86_400];
  const start = NOON - day * SECOND;
  const w = factWriter();
  w.page(start, PAGE);
  const numbers = Array.from({ length: ended + open }, (_, i) => i + 1);
  for (const number of numbers) {
    const at = start + Math.floor((number / (ended + open)) * (day - 60)) * SECOND;
    const camera = CAMERAS[number % 4] ?? '';
    if (number > ended) {
      w.element(at, `e${number}`, `video#tile-${number}`);
      w.connect({ number, camera, at, element: `e${number}` });
      if (number % 2) w.detach(at + 30 * SECOND, `e${number}`, number);
    } else {
      w.say(at, { op: 'created', kind: 'peer', id: `p${number}`, props: { connectionState: 'closed', iceConnectionState: 'closed', signalingState: 'closed', transceivers: 1, handlers: [], registry: `pool["${camera}"]` } });
      w.say(at + 5 * SECOND, { op: 'ended', id: `p${number}`, by: 'page' });
      if (number > 3) w.say(at + 9 * SECOND, { op: 'collected', id: `p${number}` });
    }
  }
  const ledger = createLedger();
  for (const fact of w.facts.toSorted((a, b) => a.at - b.at)) fold(ledger, fact, '0');
  let samples: readonly Sample[] = [];
  for (let s = 0; s <= day; s += 1) {
    const peers = s < day - 4_114 ? 1 : Math.ceil(((s - day + 4_114) / 4_114) * open);
    const heap = (80 + ((s * 3) % 60) + s / 400) * 1024 * 1024;
    samples = appendSample(samples, { at: start + s * SECOND, peers, retained: 3, tracks: peers, ffmpeg: undefined, heap, headroom: Math.max(0, 497 - peers) });
  }
  return { ledger, samples, now: NOON };
}
