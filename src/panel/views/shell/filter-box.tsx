import { usePanel } from '../context.ts';
import { Icon } from '../parts/icon.tsx';

export const FILTER_ID = 'filter';

export function FilterBox() {
  const { view, texts } = usePanel();
  const clear = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || view.filter.value === '') return;
    event.stopPropagation();
    view.filter.value = '';
  };
  return (
    <div class="filter">
      <Icon name="filter" />
      <input
        id={FILTER_ID}
        type="search"
        value={view.filter.value}
        placeholder={texts.t('filter.placeholder')}
        aria-label={texts.t('filter.label')}
        title={texts.t('filter.hint')}
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => (view.filter.value = event.currentTarget.value)}
        onKeyDown={clear}
      />
    </div>
  );
}
