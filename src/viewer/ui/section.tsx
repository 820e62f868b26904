import type { ComponentChildren } from 'preact';
import { useSignal } from '@preact/signals';

interface Props {
  readonly name: string;
  readonly title: string;
  readonly isOpen?: boolean;
  /** Made only while the section is open, so that what polls does not poll for nobody. */
  readonly children: () => ComponentChildren;
}

/** A part of the tools that can be folded. */
export function Section({ name, title, isOpen = true, children }: Props) {
  const open = useSignal(isOpen);
  return (
    <details class="section" data-section={name} open={open.value} onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>
        <h2>{title}</h2>
      </summary>
      {open.value && children()}
    </details>
  );
}
