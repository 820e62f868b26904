import type { Ledger, Moment } from '../../../core/ledger/ledger.ts';
import { switchesOf } from '../../../core/ledger/switches.ts';

/** What happened, oldest first: what was reported, and each change of camera in each document. */
export function momentsOf(ledger: Ledger): Moment[] {
  const switches = [...ledger.documents.keys()].flatMap((document) =>
    switchesOf(ledger, document).map(({ at, camera, number }): Moment => ({ at, document, name: 'switch', label: camera ?? String(number) })),
  );
  return [...ledger.moments.filter((moment) => moment.name !== 'switch'), ...switches].sort((a, b) => a.at - b.at);
}
