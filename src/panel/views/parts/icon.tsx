import { ICONS, type IconName } from './icons.ts';

interface Props {
  readonly name: IconName;
  /** Said by screen readers; without it the icon is decoration beside words. */
  readonly label?: string;
  readonly class?: string;
}

/** A one-colour picture in the colour of the text around it. */
export function Icon({ name, label, class: extra }: Props) {
  const mask = `url("${ICONS[name]}")`;
  return (
    <span
      class={extra ? `icon ${extra}` : 'icon'}
      style={{ maskImage: mask, WebkitMaskImage: mask }}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  );
}
