import { formatDuration } from '../../../core/i18n/format.ts';
import type { Entity } from '../../../core/ledger/ledger.ts';
import { useLedger, usePanel } from '../context.ts';
import { clockTime } from '../parts/clock-time.ts';
import { DetailsPane } from '../parts/details-pane.tsx';
import { useObjectName } from '../parts/use-object-name.ts';
import { SeverityIcon } from '../parts/severity-icon.tsx';
import { RichText } from '../parts/rich-text.tsx';
import { StackList } from '../parts/stack-list.tsx';
import { EntityActions } from './entity-actions.tsx';
import { EntityLinks } from './entity-links.tsx';
import { EntityProps } from './entity-props.tsx';
import { lifeOf } from './entity-words.ts';

export function EntityDetails({ entity }: { readonly entity: Entity }) {
  const { state, view, texts } = usePanel();
  const now = state.now.value;
  const ledger = useLedger();
  const life = lifeOf(ledger, entity);
  const title = `${texts.t(`kind.${entity.kind}`)} ${useObjectName()(entity.id)}`;
  const time = (at: number): string =>
    `${clockTime(at, texts.language.value)} (${texts.t('time.ago', { age: formatDuration(texts.language.value, now - at) })})`;
  const findings = state.findings.value.filter((finding) => finding.subject.id === entity.id || finding.fixes.some((fix) => fix.targets.includes(entity.id)));
  return (
    <DetailsPane
      label={title}
      onClose={() => (view.entity.value = undefined)}
      title={
        <>
          {title}
          <span class={`chip ${life === 'live' ? 'ok' : 'plain'}`} data-life={life}>
            {texts.t(`life.${life}`)}
          </span>
        </>
      }
    >
      <EntityActions entity={entity} />
      {findings.map((finding) => (
        <button
          key={finding.key}
          type="button"
          class="link found"
          onClick={() => {
            view.finding.value = finding;
            view.tab.value = 'problems';
          }}
        >
          <SeverityIcon severity={finding.severity} /> <RichText parts={texts.sayParts(finding.message, now)} />
        </button>
      ))}
      <dl class="facts">
        <dt>{texts.t('details.created')}</dt>
        <dd>{time(entity.createdAt)}</dd>
        {entity.endedAt !== undefined && (
          <>
            <dt>{texts.t('details.ended')}</dt>
            <dd>
              {time(entity.endedAt)}, {texts.t(`actor.${entity.endedBy ?? 'page'}`)}
            </dd>
          </>
        )}
        {entity.collectedAt !== undefined && (
          <>
            <dt>{texts.t('details.collected')}</dt>
            <dd>{time(entity.collectedAt)}</dd>
          </>
        )}
      </dl>
      <h3>{texts.t('details.state')}</h3>
      <EntityProps entity={entity} />
      <h3>{texts.t('details.links')}</h3>
      <EntityLinks entity={entity} />
      <h3>{texts.t('details.made-at')}</h3>
      <StackList stack={entity.stack} />
    </DetailsPane>
  );
}
