import { useSignal } from '@preact/signals';

/** Something that is asked twice: the first press says so, the second one within the time does it. */
export function useConfirm(act: () => Promise<void>, withinMs = 4_000) {
  const state = useSignal<'idle' | 'sure?' | 'busy'>('idle');
  const press = async (): Promise<void> => {
    if (state.value === 'busy') return;
    if (state.value === 'idle') {
      state.value = 'sure?';
      setTimeout(() => {
        if (state.peek() === 'sure?') state.value = 'idle';
      }, withinMs);
      return;
    }
    state.value = 'busy';
    await act();
    state.value = 'idle';
  };
  return { state, press: () => void press() };
}
