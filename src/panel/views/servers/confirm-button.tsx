import { useSignal } from '@preact/signals';
import { usePanel } from '../context.ts';
import { Icon } from '../parts/icon.tsx';
import type { IconName } from '../parts/icons.ts';
import { useTwoPresses } from '../parts/use-two-presses.ts';

/** Whoever has not answered by then has turned to something else. */
const FORGET_AFTER_MS = 5_000;

interface Props {
  readonly label: string;
  /** What it is done to. */
  readonly name: string;
  readonly icon: IconName;
  /** Name for automation. */
  readonly action: string;
  readonly act: () => Promise<void>;
}

/** A button for what cannot be undone. */
export function ConfirmButton({ label, name, icon, action, act }: Props) {
  const { texts } = usePanel();
  const busy = useSignal(false);
  const { isArmed, press } = useTwoPresses(
    name,
    async () => {
      busy.value = true;
      await act();
      busy.value = false;
    },
    FORGET_AFTER_MS,
  );
  return (
    <button type="button" class="button confirm" data-action={action} disabled={busy.value} onClick={press}>
      <span class={isArmed ? 'idle hidden' : 'idle'}>
        <Icon name={busy.value ? 'loading' : icon} class={busy.value ? 'spin' : ''} />
        {label}
      </span>
      {isArmed && (
        <span class="button danger armed">
          <Icon name={icon} />
          {texts.t('servers.press-again', { action: label, name })}
        </span>
      )}
    </button>
  );
}
