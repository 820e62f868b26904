import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t } from '../i18n/language.ts';

const INTERVAL_MS = 250;

/** The seconds to the next attempt, counted down. It lies in no live region: a screen reader would read every second aloud. */
export function RetryTime({ ms }: { ms: number }) {
  const left = useSignal(ms);
  useEffect(() => {
    const due = performance.now() + ms;
    const poll = setInterval(() => (left.value = Math.max(0, due - performance.now())), INTERVAL_MS);
    return () => clearInterval(poll);
  }, []);
  return <>{t('failure.retry-in', { seconds: Math.ceil(left.value / 1_000) })}</>;
}
