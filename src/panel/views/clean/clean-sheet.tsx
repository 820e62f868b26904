import { useEffect, useRef } from 'preact/hooks';
import { usePanel } from '../context.ts';
import { CleanRunView } from './clean-run.tsx';
import { leaveClean } from './plan-clean.ts';

/** The plan for several objects, over whatever view is open. */
export function CleanSheet() {
  const context = usePanel();
  const { state, view, texts } = context;
  const dialog = useRef<HTMLDialogElement>(null);
  const run = view.cleanPlace.value === 'sheet' ? state.clean.value : undefined;
  const open = run !== undefined;
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      class="sheet"
      aria-label={texts.t('clean.title')}
      onCancel={(event) => {
        event.preventDefault();
        leaveClean(context);
      }}
    >
      {run && <CleanRunView run={run} title={texts.t('clean.title')} />}
    </dialog>
  );
}
