import { MAX_CONNECTIONS } from '../../../core/budget.ts';
import type { Severity } from '../../../core/rules/finding.ts';
import type { LinkState } from '../../model.ts';
import { useLedger, usePanel } from '../context.ts';
import { Icon } from '../parts/icon.tsx';
import { ServerLinks } from './server-links.tsx';

const DOTS: Readonly<Record<LinkState | 'still', string>> = { connecting: 'none', waiting: 'off', connected: 'ok', lost: 'none', still: 'off' };
const SEVERITIES = ['error', 'warning'] as const satisfies readonly Severity[];

export function StatusBar() {
  const { state, view, texts } = usePanel();
  const frames = [...useLedger().documents.values()].filter((d) => d.endedAt === undefined && !d.cached).length;
  // Before the first sample nothing is known of it.
  const headroom = state.samples.value.at(-1)?.headroom;
  const link = state.link.value === 'connected' && state.standsStill.value ? 'still' : state.link.value;
  return (
    <footer class="status">
      <button type="button" class="counts" onClick={() => (view.tab.value = 'problems')}>
        {SEVERITIES.map((severity) => {
          const count = state.findings.value.filter((finding) => finding.severity === severity).length;
          return (
            <span key={severity} class={count ? severity : ''}>
              <Icon name={severity} />
              {texts.t(`status.${severity}`, { count })}
            </span>
          );
        })}
      </button>
      <span data-link={link} title={link === 'still' ? texts.t('link.still-why') : undefined}>
        <i class={`dot ${DOTS[link]}`} />
        {link === 'connected' ? (
          <>
            <span class="long">{texts.t('status.page', { frames })}</span>
            <span class="short">{texts.t('status.page-short', { frames })}</span>
          </>
        ) : (
          texts.t(`link.${link}`)
        )}
      </span>
      <ServerLinks />
      <span class="notice" role="status">
        {view.notice.value}
      </span>
      {headroom !== undefined && state.link.value === 'connected' && (
        <span class={headroom < MAX_CONNECTIONS / 5 ? 'room warning' : 'room'} title={texts.t('status.room-hint', { max: MAX_CONNECTIONS })}>
          <span class="long">{texts.t('status.room', { headroom, max: MAX_CONNECTIONS })}</span>
          <span class="short">{texts.t('status.room-short', { headroom, max: MAX_CONNECTIONS })}</span>
        </span>
      )}
    </footer>
  );
}
