import type { ComponentChildren, Ref } from 'preact';

interface Props {
  readonly children: ComponentChildren;
  /** The list's own place, to be measured. */
  readonly master?: Ref<HTMLDivElement>;
  /** Beside the list where there is room, below it where not. */
  readonly details: ComponentChildren;
}

export function SplitView({ children, master, details }: Props) {
  return (
    <div class={details ? 'split open' : 'split'}>
      <div class="master" ref={master ?? null}>{children}</div>
      {details}
    </div>
  );
}
