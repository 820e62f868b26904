import { signal, type ReadonlySignal } from '@preact/signals';

export interface Visibility {
  readonly visible: ReadonlySignal<boolean>;
  stop(): void;
}

/**
 * Whether anybody can see the page. A panel of DevTools that another panel covers still counts as visible by `visibilityState`; that
 * nothing of it is drawn only an observer tells (measured in Chromium).
 */
export function watchVisibility(page: Document): Visibility {
  let drawn = true;
  const visible = signal(page.visibilityState !== 'hidden');
  const update = (): void => {
    visible.value = drawn && page.visibilityState !== 'hidden';
  };
  const observer = new IntersectionObserver((entries) => {
    drawn = entries.at(-1)?.isIntersecting ?? true;
    update();
  });
  observer.observe(page.body);
  page.addEventListener('visibilitychange', update);
  return {
    visible,
    stop() {
      observer.disconnect();
      page.removeEventListener('visibilitychange', update);
    },
  };
}
