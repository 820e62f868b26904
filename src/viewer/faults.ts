import { signal } from '@preact/signals';

/**
 * Clean-up steps that can be left out on purpose, so that each leak can be shown and found. Each name leaves out exactly one step; what it
 * leaves behind is told in docs/viewer.md.
 */
export const FAULTS = [
  'keep-peer',
  'keep-tracks',
  'keep-srcobject',
  'keep-handlers',
  'keep-registry',
  'keep-residual',
  'keep-whep-session',
  'keep-ffmpeg',
  'keep-retry',
  'keep-poller',
  'keep-loop',
  'keep-listeners',
  'keep-audio-context',
  'keep-state',
  'keep-on-error',
  'keep-on-race',
  'keep-on-unmount',
  'keep-on-pagehide',
] as const;

export type Fault = (typeof FAULTS)[number];

/** Faults that have something to leave behind only while the sound is on. */
export const NEEDS_SOUND: ReadonlySet<Fault> = new Set(['keep-audio-context']);

export const faults = signal<ReadonlySet<Fault>>(new Set());

export function has(fault: Fault): boolean {
  return faults.peek().has(fault);
}

export function setFault(fault: Fault, on: boolean): void {
  const next = new Set(faults.peek());
  if (on) next.add(fault);
  else next.delete(fault);
  faults.value = next;
}

/** @param list as in `?fault=keep-peer,keep-ffmpeg`; names that do not exist are ignored */
export function parseFaults(list: string): Set<Fault> {
  const asked = new Set(list.split(',').map((name) => name.trim()));
  return new Set(FAULTS.filter((fault) => asked.has(fault)));
}
