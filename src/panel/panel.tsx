import { render } from 'preact';
import { inspectedTabId } from '../platform/inspected.ts';
import { App } from './app.tsx';
import { startSession } from './session.ts';

declare global {
  /** For automation: the document that docs/report.md describes. */
  var rtcLeakInspector: { report(): unknown };
}

const model = startSession(inspectedTabId());
globalThis.rtcLeakInspector = { report: model.actions.report };
const root = document.getElementById('app');
if (root) render(<App model={model} />, root);
