import type { Message } from '../../src/core/rules/finding.ts';
import { signal } from '@preact/signals';
import { judge } from '../../src/core/clean/judge.ts';
import { plan } from '../../src/core/clean/plan.ts';
import { chains } from '../../src/core/join/chains.ts';
import type { Fact } from '../../src/core/ledger/facts.ts';
import { fold } from '../../src/core/ledger/fold.ts';
import { parseSettings } from '../../src/core/parse-settings.ts';
import { buildReport } from '../../src/core/report/report.ts';
import { detect } from '../../src/core/rules/index.ts';
import type { Language, Settings } from '../../src/core/settings.ts';
import type { CleanRun, PanelModel } from '../../src/panel/model.ts';
import { buildScene, type Case } from './fixture-cases.ts';

/** What the views asked for, oldest first, as `name(arguments)`. */
export interface FixtureModel extends PanelModel {
  readonly asked: string[];
}

const CLEAN_MS = 300;

/** A model over a real ledger: facts are folded, findings detected, plans made and judged by core; only the page itself is not there. */
export function createFixtureModel(name: Case, language: Language, theme: 'light' | 'dark'): FixtureModel {
  const { ledger, samples, now } = buildScene(name);
  const settings = signal<Settings>(parseSettings({ language, endpoints: name === 'leaks' ? [{ url: 'http://127.0.0.1:9997', kind: 'auto', intervalMs: 2_000 }] : [] }));
  const findings = signal(detect(ledger, settings.value, now));
  const revision = signal(0);
  const clean = signal<CleanRun | undefined>(undefined);
  const problem = signal<Message | undefined>(undefined);
  const asked: string[] = [];
  const ask = async (call: string, ...args: unknown[]): Promise<void> => void asked.push(`${call}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`);
  let n = 1_000_000;
  const end = (id: string): void => {
    const document = id.split(':')[0] ?? '';
    const said: Fact = { op: 'ended', id: id.slice(document.length + 1), by: 'inspector', n: (n += 1), at: now };
    fold(ledger, said, document);
  };
  return {
    asked,
    state: {
      theme: signal(theme),
      revision,
      ledger: () => ledger,
      now: signal(now),
      link: signal(name === 'waiting' ? 'waiting' : 'connected'),
      locate: (frame) => frame,
      samples: signal(samples),
      findings,
      settings,
      chains: signal(chains(ledger)),
      clean,
      problem,
      standsStill: signal(false),
    },
    actions: {
      planClean(ids) {
        clean.value = { plan: plan(ledger, ids, findings.value, settings.value), state: 'planned', outcomes: [] };
      },
      async runClean() {
        const run = clean.value;
        if (run?.state !== 'planned') return;
        clean.value = { ...run, state: 'running' };
        await new Promise((resolve) => setTimeout(resolve, CLEAN_MS));
        for (const { action, target } of run.plan.steps) if (['stop-track', 'close-peer', 'delete-session'].includes(action)) end(target);
        for (const { action, target } of run.plan.steps) {
          const peer = ledger.byKind.peer.get(target);
          if (action === 'null-handlers' && peer) peer.props.handlers = [];
          if (action === 'unregister' && peer) delete peer.props.registry;
        }
        const outcomes = judge(run.plan.steps.map((step) => (step.action === 'delete-session' ? { step, result: 'failed', error: 'answered 404' } : { step, result: 'done' })), ledger);
        findings.value = detect(ledger, settings.value, now);
        clean.value = { ...run, state: 'done', outcomes };
        revision.value += 1;
      },
      dismissClean() {
        clean.value = undefined;
      },
      collectGarbage: () => ask('collectGarbage'),
      async updateSettings(change) {
        settings.value = parseSettings({ ...settings.value, ...change });
        await ask('updateSettings', change);
      },
      stopProcess: (endpoint, pid) => ask('stopProcess', endpoint, pid),
      kickSession: (endpoint, id) => ask('kickSession', endpoint, id),
      allowEndpoint: (endpoint) => ask('allowEndpoint', endpoint),
      signIn: (endpoint, credentials) => ask('signIn', endpoint, credentials),
      openSource: (...frame) => void ask('openSource', ...frame),
      revealElement: (id) => void ask('revealElement', id),
      async storeAsGlobal(id) {
        await ask('storeAsGlobal', id);
        return 'rtcLeak1';
      },
      reloadPage: () => void ask('reloadPage'),
      dismissProblem() {
        problem.value = undefined;
      },
      report: () => buildReport(ledger, settings.value, now, findings.value),
    },
  };
}
