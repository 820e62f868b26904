import type { MomentName } from '../../core/ledger/facts.ts';

/** One sign a kind of moment, so that they can be told apart without colour. */
export const MOMENT_SIGNS: Readonly<Record<MomentName, string>> = {
  switch: '▼',
  clean: '◆',
  gc: '●',
  navigation: '▶',
  mark: '■',
  overflow: '✕',
  limit: '▲',
};
