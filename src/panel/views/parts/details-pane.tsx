import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { usePanel } from '../context.ts';
import { Icon } from './icon.tsx';

interface Props {
  readonly title: ComponentChildren;
  /** Name of the pane for screen readers. */
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

export function DetailsPane({ title, label, onClose, children }: Props) {
  const { texts } = usePanel();
  const pane = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = pane.current;
    return () => {
      // Whoever worked in here goes on in the list.
      if (element?.contains(document.activeElement)) document.querySelector<HTMLElement>('[role="tree"]')?.focus();
    };
  }, []);
  return (
    <section class="details" ref={pane} aria-label={label} tabIndex={-1}>
      <header>
        <h2>{title}</h2>
        <button type="button" class="button icon-only" title={`${texts.t('details.close')} (Esc)`} aria-label={texts.t('details.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div class="body" tabIndex={0} role="group" aria-label={label}>
        {children}
      </div>
    </section>
  );
}
