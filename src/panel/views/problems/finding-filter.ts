import { isKind } from '../../../core/ledger/is-kind.ts';
import type { Ledger } from '../../../core/ledger/ledger.ts';
import { cameraOf } from '../../../core/ledger/queries.ts';
import type { Finding } from '../../../core/rules/finding.ts';
import type { Filtered } from '../filter.ts';

/** @param say the finding's message in words */
export function filteredFinding(ledger: Ledger, finding: Finding, say: (finding: Finding) => string): Filtered {
  const entity = ledger.entities.get(finding.subject.id);
  const camera = finding.message.params.camera ?? (isKind(entity, 'peer') ? cameraOf(ledger, entity) : undefined);
  return {
    code: finding.code,
    camera: String(camera ?? ''),
    frame: entity?.document ?? '',
    kind: finding.subject.kind,
    text: () => `${say(finding)} ${finding.subject.id} ${finding.source?.url ?? ''} ${finding.source?.function ?? ''}`,
  };
}
