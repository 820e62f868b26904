import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

/** A second press that comes sooner is the other half of a double click, or a key that is held down. */
const NOT_WITHIN_MS = 600;

/**
 * Something that is asked twice: the first press arms it, a second one does it, but for one that comes so soon that nobody can have read
 * the question.
 * @param subject what it is about; armed for one thing is not armed for the next
 * @param act what the second press does
 * @param forgetAfterMs disarmed again after so long
 */
export function useTwoPresses<T>(subject: T, act: () => void, forgetAfterMs?: number) {
  const armed = useSignal<T | undefined>(undefined);
  const lastPress = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const isArmed = armed.value === subject;
  const press = (event: MouseEvent): void => {
    const tooSoon = event.timeStamp - lastPress.current < NOT_WITHIN_MS;
    lastPress.current = event.timeStamp;
    if (armed.value !== subject) {
      armed.value = subject;
      clearTimeout(timer.current);
      if (forgetAfterMs !== undefined) timer.current = setTimeout(() => (armed.value = undefined), forgetAfterMs);
    } else if (!tooSoon && event.detail <= 1) {
      clearTimeout(timer.current);
      armed.value = undefined;
      act();
    }
  };
  return { isArmed, press };
}
