import { usePanel } from '../context.ts';
import { TABS, type Tab } from '../view-state.ts';

/** One tab stop; the arrows choose. */
export function TabList() {
  const { state, view, texts } = usePanel();
  const selected = view.tab.value;
  const problems = state.findings.value.filter((finding) => finding.severity !== 'info');
  const worst = problems.some((finding) => finding.severity === 'error') ? 'error' : 'warning';
  const move = (event: KeyboardEvent): void => {
    const at = TABS.indexOf(selected);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: TABS.length - 1 }[event.key];
    if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = TABS[(to + TABS.length) % TABS.length] as Tab;
    event.preventDefault();
    view.tab.value = next;
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={texts.t('tabs.label')} onKeyDown={move}>
      {TABS.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={`tab-${tab}`}
          data-tab={tab}
          aria-selected={tab === selected}
          aria-controls="view"
          tabIndex={tab === selected ? 0 : -1}
          onClick={() => (view.tab.value = tab)}
        >
          {texts.t(`tab.${tab}`)}
          {tab === 'problems' && problems.length > 0 && <span class={`badge ${worst}`}>{problems.length}</span>}
        </button>
      ))}
    </div>
  );
}
