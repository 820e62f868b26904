import { batch, effect, signal } from '@preact/signals';
import type { PanelState } from '../model.ts';
import { watchVisibility } from './visibility.ts';

/** Facts can come in far faster than a reader reads. */
const REDRAW_MS = 100;

export interface ShownState {
  readonly state: PanelState;
  stop(): void;
}

/**
 * The state as the views draw it: what changes all the time is passed on at most ten times a second, and not at all while nobody can see
 * the panel.
 */
export function showState(source: PanelState, page: Document): ShownState {
  const { visible, stop } = watchVisibility(page);

  const revision = signal(source.revision.peek());
  const now = signal(source.now.peek());
  const samples = signal(source.samples.peek());
  const findings = signal(source.findings.peek());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pass = (): void => {
    timer = undefined;
    batch(() => {
      revision.value = source.revision.peek();
      now.value = source.now.peek();
      samples.value = source.samples.peek();
      findings.value = source.findings.peek();
    });
  };
  const stopFollowing = effect(() => {
    // While hidden nothing else is read, so nothing else wakes this up.
    if (!visible.value) return;
    void [source.revision.value, source.now.value, source.samples.value, source.findings.value];
    timer ??= setTimeout(pass, REDRAW_MS);
  });
  return {
    state: { ...source, revision, now, samples, findings },
    stop() {
      stopFollowing();
      clearTimeout(timer);
      stop();
    },
  };
}
