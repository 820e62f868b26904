import { isKind } from '../../../core/ledger/is-kind.ts';
import type { Entity, Ledger } from '../../../core/ledger/ledger.ts';
import { cameraOf, sources } from '../../../core/ledger/queries.ts';
import type { Finding } from '../../../core/rules/finding.ts';
import type { Filtered } from '../filter.ts';
import { nameOf, stateOf } from './entity-words.ts';

export function filteredEntity(ledger: Ledger, entity: Entity, finding: Finding | undefined): Filtered {
  return {
    code: finding?.code ?? '',
    camera: cameraFor(ledger, entity),
    frame: entity.document,
    kind: entity.kind,
    text: () => [entity.id, nameOf(ledger, entity), stateOf(entity), ...entity.stack.map((frame) => `${frame.url} ${frame.function}`)].join(' '),
  };
}

function cameraFor(ledger: Ledger, entity: Entity): string {
  if (isKind(entity, 'peer')) return cameraOf(ledger, entity) ?? '';
  if (isKind(entity, 'session')) return entity.props.camera;
  if (!isKind(entity, 'track')) return '';
  const peer = sources(ledger, entity.id, 'receives', 'peer', true)[0];
  return (peer && cameraOf(ledger, peer)) ?? '';
}
