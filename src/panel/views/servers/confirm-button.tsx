import { usePanel } from '../context.ts';
import { Icon } from '../parts/icon.tsx';
import type { IconName } from '../parts/icons.ts';
import { useConfirm } from './use-confirm.ts';

interface Props {
  readonly label: string;
  readonly icon: IconName;
  /** Name for automation. */
  readonly action: string;
  readonly act: () => Promise<void>;
}

/** A button for what cannot be undone. */
export function ConfirmButton({ label, icon, action, act }: Props) {
  const { texts } = usePanel();
  const { state, press } = useConfirm(act);
  const asking = state.value === 'sure?';
  return (
    <button type="button" class={asking ? 'button danger' : 'button'} data-action={action} disabled={state.value === 'busy'} onClick={press}>
      <Icon name={state.value === 'busy' ? 'loading' : icon} class={state.value === 'busy' ? 'spin' : ''} />
      {asking ? texts.t('servers.sure') : label}
    </button>
  );
}
