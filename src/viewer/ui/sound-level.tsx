import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Sound } from '../camera/sound.ts';

const INTERVAL_MS = 200;

/** A small bar for the loudness of the camera. */
export function SoundLevel({ sound }: { sound: Sound }) {
  const level = useSignal(0);
  useEffect(() => {
    const poll = setInterval(() => (level.value = sound.level()), INTERVAL_MS);
    return () => clearInterval(poll);
  }, [sound]);
  return <meter class="level" min={0} max={1} value={level.value} aria-hidden="true" />;
}
