import type { Moment } from '../../../core/ledger/ledger.ts';
import { MOMENT_SIGNS } from '../../charts/moment-signs.ts';
import { usePanel } from '../context.ts';

/** What the signs above the chart mean; only those that are there. */
export function MomentLegend({ moments }: { readonly moments: readonly Moment[] }) {
  const { texts } = usePanel();
  const names = [...new Set(moments.map((moment) => moment.name))];
  return (
    <>
      {names.map((name) => (
        <span key={name} class="sign dim">
          <i>{MOMENT_SIGNS[name]}</i> {texts.t(`moment.${name}`)}
        </span>
      ))}
    </>
  );
}
