import { computed, effect } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { PanelModel } from './model.ts';
import { CleanSheet } from './views/clean/clean-sheet.tsx';
import { Context, type PanelContext } from './views/context.ts';
import { onShortcut } from './views/shortcuts.ts';
import { showState } from './views/shown-state.ts';
import { Banners } from './views/shell/banners.tsx';
import { StatusBar } from './views/shell/status-bar.tsx';
import { TabList } from './views/shell/tab-list.tsx';
import { Toolbar } from './views/shell/toolbar.tsx';
import { View } from './views/shell/view.tsx';
import { createTexts } from './views/texts.ts';
import { createViewState } from './views/view-state.ts';

/** The whole panel. */
export function App({ model }: { readonly model: PanelModel }) {
  const { stop, context } = useMemo(() => {
    const shown = showState(model.state, document);
    const { settings } = model.state;
    const context: PanelContext = {
      actions: model.actions,
      state: shown.state,
      view: createViewState(),
      texts: createTexts(settings),
      theme: computed(() => (settings.value.theme === 'auto' ? model.state.theme.value : settings.value.theme)),
    };
    // Before the first view is drawn: the chart reads its colours from the page.
    const stopDressing = effect(() => {
      document.documentElement.dataset.theme = context.theme.value;
      document.documentElement.lang = context.texts.language.value === 'zh' ? 'zh-CN' : 'en';
    });
    const stop = (): void => {
      shown.stop();
      stopDressing();
    };
    return { stop, context };
  }, [model]);

  useEffect(() => stop, [stop]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => onShortcut(event, context);
    // Before DevTools' own listener on the document, which takes Esc and Ctrl+F for itself.
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [context]);

  return (
    <Context.Provider value={context}>
      <div class="app">
        <header class="bar head">
          <h1 class="said">RTC Leak Inspector</h1>
          <TabList />
          <Toolbar />
        </header>
        <Banners />
        <View />
        <StatusBar />
        <CleanSheet />
      </div>
    </Context.Provider>
  );
}
