import type { StackFrame } from '../../../core/ledger/stack.ts';
import { usePanel } from '../context.ts';
import { SourceLink } from './source-link.tsx';

/** Where an object was made, innermost call first; each line opens in Sources. */
export function StackList({ stack }: { readonly stack: readonly StackFrame[] }) {
  const { texts } = usePanel();
  if (stack.length === 0) return <p class="dim">{texts.t('details.no-stack')}</p>;
  return (
    <ol class="stack">
      {stack.map((frame, i) => (
        <li key={i}>
          <SourceLink frame={frame} />
        </li>
      ))}
    </ol>
  );
}
