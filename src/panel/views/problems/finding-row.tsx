import type { Finding } from '../../../core/rules/finding.ts';
import { planFinding } from '../clean/plan-clean.ts';
import { usePanel } from '../context.ts';
import { Icon } from '../parts/icon.tsx';
import { RichText } from '../parts/rich-text.tsx';
import { SeverityIcon } from '../parts/severity-icon.tsx';

export function FindingRow({ finding }: { readonly finding: Finding }) {
  const context = usePanel();
  const { state, texts } = context;
  const now = state.now.value;
  const label = texts.t('problems.quick-fix');
  return (
    <div class="finding">
      <SeverityIcon severity={finding.severity} />
      <div class="words">
        <p class="message" title={texts.say(finding.message, now)}>
          <RichText parts={texts.sayParts(finding.message, now)} />
        </p>
        <p class="evidence dim">
          <span class={`word ${finding.severity}`}>{texts.t(`severity.${finding.severity}`)}</span>
          {finding.evidence.map((message) => ` · ${texts.say(message, now)}`)}
        </p>
      </div>
      {finding.fixes.length > 0 && (
        <button
          type="button"
          class="button icon-only"
          data-action="clean"
          tabIndex={-1}
          title={`${label} (Ctrl+.)`}
          aria-label={label}
          onClick={(event) => {
            event.stopPropagation();
            planFinding(context, finding);
          }}
        >
          <Icon name="lightbulb" />
        </button>
      )}
    </div>
  );
}
