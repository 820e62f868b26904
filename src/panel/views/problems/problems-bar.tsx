import { usePanel } from '../context.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import type { Grouping } from '../view-state.ts';

const GROUPINGS: readonly Grouping[] = ['line', 'code'];

/** @param shown how many of the findings pass the filter */
export function ProblemsBar({ shown, total }: { readonly shown: number; readonly total: number }) {
  const { actions, view, texts } = usePanel();
  return (
    <div class="bar sub">
      <label>
        <span class="dim">{texts.t('problems.group-by')} </span>
        <select value={view.grouping.value} onChange={(event) => (view.grouping.value = event.currentTarget.value as Grouping)}>
          {GROUPINGS.map((grouping) => (
            <option key={grouping} value={grouping}>
              {texts.t(`problems.group-by.${grouping}`)}
            </option>
          ))}
        </select>
      </label>
      <span class="dim grow" role="status">
        {shown < total ? texts.t('problems.filtered', { shown, total }) : ''}
      </span>
      <CopyButton icon="json" label={texts.t('problems.copy-json')} text={() => JSON.stringify(actions.report(), undefined, 2)} />
    </div>
  );
}
