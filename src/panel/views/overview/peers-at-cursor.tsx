import type { Moment } from '../../../core/ledger/ledger.ts';
import { cameraOf, shortId } from '../../../core/ledger/queries.ts';
import { MOMENT_SIGNS } from '../../charts/moment-signs.ts';
import { useLedger, usePanel } from '../context.ts';
import { clockTime } from '../parts/clock-time.ts';
import { EntityLink } from '../parts/entity-link.tsx';
import { peersAt } from './at-cursor.ts';

const SHOWN = 24;

/** Which connections were open at the cursor, or are now; those with a finding say so. */
export function PeersAtCursor({ at, moment }: { readonly at: number; readonly moment: Moment | undefined }) {
  const { state, view, texts } = usePanel();
  const ledger = useLedger();
  const peers = peersAt(ledger, at);
  const found = new Map(state.findings.value.map((finding) => [finding.subject.id, finding]));
  const time = view.cursor.value === undefined ? '' : clockTime(at, texts.language.value);
  return (
    <section class="who" data-count={peers.length}>
      <h2>
        {time ? texts.t('overview.peers-at', { time, count: peers.length }) : texts.t('overview.peers-now', { count: peers.length })}
        {moment && (
          <span class="sign">
            {' '}
            <i>{MOMENT_SIGNS[moment.name]}</i> {texts.t(`moment.${moment.name}`)} {moment.label}
          </span>
        )}
      </h2>
      <ul>
        {peers.slice(0, SHOWN).map((peer) => {
          const finding = found.get(peer.id);
          return (
            <li key={peer.id} data-peer={shortId(peer.id)}>
              <EntityLink id={peer.id} /> {cameraOf(ledger, peer)}
              {finding && <span class={`word ${finding.severity}`}> {texts.t(`severity.${finding.severity}`)}</span>}
            </li>
          );
        })}
        {peers.length > SHOWN && <li class="dim">{texts.t('overview.more', { count: peers.length - SHOWN })}</li>}
        {peers.length === 0 && <li class="dim">{texts.t('overview.no-peers')}</li>}
      </ul>
    </section>
  );
}
