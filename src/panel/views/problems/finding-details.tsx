import { rawText } from '../../../core/i18n/translate.ts';
import { formatDuration } from '../../../core/i18n/format.ts';
import type { Finding } from '../../../core/rules/finding.ts';
import { CleanRunView } from '../clean/clean-run.tsx';
import { leaveClean, planFinding } from '../clean/plan-clean.ts';
import { useLedger, usePanel } from '../context.ts';
import { DetailsPane } from '../parts/details-pane.tsx';
import { EntityLink } from '../parts/entity-link.tsx';
import { Icon } from '../parts/icon.tsx';
import { RichText } from '../parts/rich-text.tsx';
import { StackList } from '../parts/stack-list.tsx';
import { Advice } from './advice.tsx';
import { SeverityIcon } from '../parts/severity-icon.tsx';

/** @param gone it is not found any more */
export function FindingDetails({ finding, gone }: { readonly finding: Finding; readonly gone: boolean }) {
  const context = usePanel();
  const { state, actions, view, texts } = context;
  const now = state.now.value;
  const place = view.cleanPlace.value;
  const run = typeof place === 'object' && place.finding === finding.key ? state.clean.value : undefined;
  const entity = useLedger().entities.get(finding.subject.id);
  const title = rawText(texts.language.value, `rule.${finding.code}.title`) ?? finding.code;
  const close = (): void => {
    leaveClean(context);
    view.finding.value = undefined;
  };
  return (
    <DetailsPane
      label={title}
      onClose={close}
      title={
        <>
          <SeverityIcon severity={finding.severity} />
          {title}
          <span class={`chip ${finding.severity}`}>{texts.t(gone ? 'problems.gone' : `severity.${finding.severity}`)}</span>
        </>
      }
    >
      <p class="message">
        <RichText parts={texts.sayParts(finding.message, now)} />
      </p>
      {run ? (
        <CleanRunView run={run} title={texts.t('clean.title-one', { kind: texts.t(`kind.${finding.subject.kind}`) })} />
      ) : (
        finding.fixes.length > 0 &&
        !gone && (
          <div class="actions">
            <button type="button" class="button primary" data-action="clean" onClick={() => planFinding(context, finding)}>
              <Icon name="lightbulb" />
              {texts.t('problems.show-plan')}
            </button>
          </div>
        )
      )}
      {entity?.kind === 'element' && (
        <div class="actions">
          <button type="button" class="button" data-action="reveal" onClick={() => actions.revealElement(entity.id)}>
            <Icon name="inspect" />
            {texts.t('resources.reveal')}
          </button>
        </div>
      )}
      <dl class="facts">
        <dt>{texts.t('details.object')}</dt>
        <dd>
          {texts.t(`kind.${finding.subject.kind}`)} <EntityLink id={finding.subject.id} />
        </dd>
        <dt>{texts.t('details.rule')}</dt>
        <dd>
          <code>{finding.code}</code>
        </dd>
        <dt>{texts.t('details.since')}</dt>
        <dd>{texts.t('time.ago', { age: formatDuration(texts.language.value, now - finding.since) })}</dd>
        {finding.related.map(({ role, id }) => (
          <>
            <dt>{rawText(texts.language.value, `related.${role}`) ?? role}</dt>
            <dd>
              <EntityLink id={id} />
            </dd>
          </>
        ))}
      </dl>
      <h3>{texts.t('details.evidence')}</h3>
      <ul class="evidence">
        {finding.evidence.map((message, i) => (
          <li key={i}>{texts.say(message, now)}</li>
        ))}
      </ul>
      <h3>{texts.t('details.made-at')}</h3>
      <StackList stack={entity?.stack ?? (finding.source ? [finding.source] : [])} />
      <Advice code={finding.code} />
    </DetailsPane>
  );
}
