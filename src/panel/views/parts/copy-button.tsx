import { usePanel } from '../context.ts';
import { copyText } from './copy-text.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

interface Props {
  readonly label: string;
  readonly icon?: IconName;
  /** Asked for only when it is copied. */
  readonly text: () => string;
}

export function CopyButton({ label, icon = 'copy', text }: Props) {
  const { view, texts } = usePanel();
  const copy = async (): Promise<void> => {
    view.notice.value = texts.t((await copyText(text())) ? 'copy.done' : 'copy.failed');
  };
  return (
    <button type="button" class="button" onClick={() => void copy()}>
      <Icon name={icon} />
      {label}
    </button>
  );
}
