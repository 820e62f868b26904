import type { ComponentChildren } from 'preact';

interface Props {
  readonly children: ComponentChildren;
  /** Beside the list where there is room, below it where not. */
  readonly details: ComponentChildren;
}

export function SplitView({ children, details }: Props) {
  return (
    <div class={details ? 'split open' : 'split'}>
      <div class="master">{children}</div>
      {details}
    </div>
  );
}
