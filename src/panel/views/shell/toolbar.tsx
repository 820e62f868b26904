import { useSignal } from '@preact/signals';
import { usePanel } from '../context.ts';
import { Icon } from '../parts/icon.tsx';
import { fixTargets, planInSheet } from '../clean/plan-clean.ts';
import { FilterBox } from './filter-box.tsx';

export function Toolbar() {
  const context = usePanel();
  const { state, actions, texts } = context;
  const collecting = useSignal(false);
  const mendable = state.findings.value.filter((finding) => finding.severity !== 'info' && finding.fixes.length > 0);
  const leaks = mendable.filter((finding) => finding.verdict === 'leak');
  // What is certain first; a suspect may be something that is still wanted.
  const [cleaned, name] = leaks.length > 0 || mendable.length === 0 ? ([leaks, 'toolbar.clean-all'] as const) : ([mendable, 'toolbar.clean-suspects'] as const);
  const other = texts.language.value === 'zh' ? 'en' : 'zh';
  const collect = async (): Promise<void> => {
    collecting.value = true;
    await actions.collectGarbage();
    collecting.value = false;
  };
  return (
    <div class="tools" role="toolbar" aria-label={texts.t('toolbar.label')}>
      <button type="button" class="button" data-action="collect" title={texts.t('toolbar.collect-hint')} disabled={collecting.value} onClick={() => void collect()}>
        <Icon name="refresh" class={collecting.value ? 'spin' : ''} />
        {texts.t('toolbar.collect')}
      </button>
      <button
        type="button"
        class={leaks.length ? 'button primary' : 'button'}
        data-action="clean-all"
        title={texts.t('toolbar.clean-all-hint')}
        disabled={cleaned.length === 0}
        onClick={() => planInSheet(context, fixTargets(cleaned))}
      >
        {texts.t(name, { count: cleaned.length })}
      </button>
      <FilterBox />
      <button
        type="button"
        class="button"
        data-action="language"
        lang={other === 'zh' ? 'zh-CN' : 'en'}
        title={texts.t('toolbar.language')}
        onClick={() => void actions.updateSettings({ language: other })}
      >
        <Icon name="globe" />
        {texts.t('toolbar.other-language')}
      </button>
    </div>
  );
}
