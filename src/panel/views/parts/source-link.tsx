import { shortLocation, type StackFrame } from '../../../core/ledger/stack.ts';
import { useLedger, usePanel } from '../context.ts';

/** A name as short as this was made by a minifier and tells nobody anything. */
const MINIFIED = 2;

interface Props {
  readonly frame: StackFrame;
  /** Left out of the tab order where the same line can be reached elsewhere by keyboard. */
  readonly tabIndex?: number;
}

/** `viewer.ts:88 connect()`; opens the line in Sources. */
export function SourceLink({ frame, tabIndex = 0 }: Props) {
  const { actions, state } = usePanel();
  // Source maps are read late; the next change of anything shows what they tell.
  useLedger();
  const located = state.locate(frame);
  const open = (event: Event): void => {
    event.stopPropagation();
    actions.openSource(frame.url, frame.line, frame.column);
  };
  return (
    <button type="button" class="link source" tabIndex={tabIndex} title={`${located.url}:${located.line}:${located.column}`} onClick={open}>
      <span class="where">{shortLocation(located)}</span>
      {located.function.length > MINIFIED && <span class="function"> {located.function}()</span>}
    </button>
  );
}
