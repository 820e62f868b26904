import { batch, signal } from '@preact/signals';
import { takeSample, type Sample } from '../core/budget.ts';
import { isStale, plan } from '../core/clean/plan.ts';
import type { Chain } from '../core/join/chain.ts';
import { chains as chainsOf } from '../core/join/chains.ts';
import { createLedger, type EntityId } from '../core/ledger/ledger.ts';
import { fold } from '../core/ledger/fold.ts';
import type { MomentName } from '../core/ledger/facts.ts';
import { parseSettings } from '../core/parse-settings.ts';
import { buildReport } from '../core/report/report.ts';
import { detect } from '../core/rules/index.ts';
import type { Finding, Message } from '../core/rules/finding.ts';
import { appendSample } from '../core/samples.ts';
import { DEFAULT_SETTINGS, type Settings } from '../core/settings.ts';
import { answersDevtools, evaluate, followTheme, NoAnswer, onNavigated, openResource, reloadInspected, type DevtoolsTheme } from '../platform/inspected.ts';
import { onCredentialsChanged, saveCredentials } from '../platform/credentials.ts';
import { dropUnusedPermissions, onPermissionsChanged, requestHostPermission } from '../platform/permissions.ts';
import { loadSettings, onSettingsSaved, saveSettings } from '../platform/settings-store.ts';
import { followFrames } from './frames.ts';
import type { CleanRun, LinkState, PanelModel } from './model.ts';
import { runPlan } from './run-clean.ts';
import { pollServers } from './servers.ts';
import { createSourceMaps } from './source-maps.ts';
import { watchStandstill } from './standstill.ts';
import { watchLink } from './watch-link.ts';

/** Between the forced collection and the look at what is left: the engine tells of collected objects in a later task. */
const COLLECT_SETTLE_MS = 1_500;

/** Puts the panel together: facts into the ledger, the ledger into findings and samples, wishes of the user into commands. */
export function startSession(tabId: number): PanelModel {
  const ledger = createLedger();
  const revision = signal(0);
  const now = signal(Date.now());
  const link = signal<LinkState>('connecting');
  const samples = signal<readonly Sample[]>([]);
  const findings = signal<readonly Finding[]>([]);
  const settings = signal<Settings>(DEFAULT_SETTINGS);
  const chains = signal<readonly Chain[]>([]);
  const clean = signal<CleanRun | undefined>(undefined);
  const problem = signal<Message | undefined>(undefined);
  const theme = signal<DevtoolsTheme>('light');
  const standsStill = signal(false);
  const standstill = watchStandstill(({ subject }) => ledger.entities.get(subject.id)?.document);

  let stored = 0;

  const redraw = (): void => {
    revision.value += 1;
  };
  const { locate } = createSourceMaps(redraw);
  const frames = followFrames({
    tabId,
    ledger,
    registries: () => settings.value.registries,
    now: Date.now,
    changed(refused) {
      if (refused) problem.value = { key: 'problem.refused', params: { count: refused } };
      linkWatch.look();
      redraw();
    },
  });
  const linkWatch = watchLink({
    connected: frames.connected,
    wake: frames.wake,
    answers: answersDevtools,
    changed(state) {
      link.value = state;
    },
  });
  const servers = pollServers({
    report(server) {
      fold(ledger, { op: 'server', n: 0, at: Date.now(), server }, 'server');
      redraw();
    },
    removed(endpoint) {
      fold(ledger, { op: 'server-removed', n: 0, at: Date.now(), endpoint }, 'server');
      redraw();
    },
  });
  // An answer may be had now that could not be read before.
  onPermissionsChanged(() => void servers.askNow());
  onCredentialsChanged((endpoint) => void servers.askNow(endpoint));

  const mark = (name: MomentName, label: string): void =>
    fold(ledger, { op: 'moment', n: 0, at: Date.now(), name, label }, 'panel');

  const draw = (): void =>
    batch(() => {
      now.value = Date.now();
      findings.value = standstill.told(detect(ledger, settings.value, now.value), findings.value, settings.value.graceMs, now.value);
      standsStill.value = standstill.isTotal;
      chains.value = chainsOf(ledger);
      samples.value = appendSample(samples.value, takeSample(ledger, now.value));
      redraw();
    });

  /** Every document tells what changed, and the ledger has it when this resolves. */
  const look = async (): Promise<void> => {
    const documents = [...ledger.documents.values()].filter((d) => d.endedAt === undefined);
    await Promise.allSettled([
      servers.askNow(),
      ...documents.map(async ({ id }) => {
        const { n } = await frames.request(id, 'sample', { stats: true });
        await frames.caughtUp(id, n);
      }),
    ]);
    draw();
  };

  const sampleLoop = async (due: number): Promise<void> => {
    const lateMs = Date.now() - due;
    try {
      const answers = await frames.requestAll('sample', { stats: true });
      standstill.asked(answers, lateMs, Date.now());
      draw();
    } finally {
      const waitMs = settings.value.sampleIntervalMs;
      const next = Date.now() + waitMs;
      setTimeout(() => void sampleLoop(next), waitMs);
    }
  };

  const applySettings = (value: unknown): void => {
    const before = settings.value.endpoints;
    settings.value = parseSettings(value);
    if (JSON.stringify(before) !== JSON.stringify(settings.value.endpoints)) servers.watch(settings.value.endpoints);
  };

  const guarded = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      problem.value = { key: 'problem.failed', params: { what: String((error as Error).message ?? error) } };
    }
  };

  void guarded(async () => applySettings(await loadSettings()));
  onSettingsSaved(applySettings);
  onNavigated(linkWatch.navigated);
  followTheme((name) => {
    theme.value = name;
  });
  linkWatch.look();
  void sampleLoop(Date.now());

  return {
    state: { revision, ledger: () => ledger, now, link, locate, samples, findings, settings, chains, clean, problem, theme, standsStill },
    actions: {
      planClean(ids: readonly EntityId[]) {
        clean.value = { plan: plan(ledger, ids, findings.value, settings.value), state: 'planned', outcomes: [] };
      },
      runClean: () =>
        guarded(async () => {
          const run = clean.value;
          if (run?.state !== 'planned' || isStale(run.plan, ledger)) return;
          clean.value = { ...run, state: 'running' };
          mark('clean', `${run.plan.steps.length}`);
          const outcomes = await runPlan(run.plan, ledger, frames, servers, look);
          clean.value = { ...run, state: 'done', outcomes };
        }),
      dismissClean() {
        clean.value = undefined;
      },
      collectGarbage: () =>
        guarded(async () => {
          try {
            // Its side effect is a full collection of the whole process; which class is asked for does not matter.
            await evaluate('queryObjects(class {})');
          } catch (error) {
            problem.value = { key: error instanceof NoAnswer ? 'problem.no-answer' : 'problem.no-collection', params: {} };
            return;
          }
          await new Promise((resolve) => setTimeout(resolve, COLLECT_SETTLE_MS));
          mark('gc', '');
          await look();
        }),
      updateSettings: (change) =>
        guarded(async () => {
          const before = settings.value.endpoints.map(({ url }) => url);
          settings.value = parseSettings({ ...settings.value, ...change });
          servers.watch(settings.value.endpoints);
          await saveSettings(settings.value);
          await dropUnusedPermissions(before, settings.value.endpoints.map(({ url }) => url));
        }),
      stopProcess: (endpoint, pid) =>
        guarded(async () => {
          await servers.stopProcess(endpoint, pid);
          await servers.askNow(endpoint);
        }),
      kickSession: (endpoint, id) =>
        guarded(async () => {
          await servers.kickSession(endpoint, id);
          await servers.askNow(endpoint);
        }),
      // Nothing may be awaited before the browser is asked: it shows its question only in the click itself.
      allowEndpoint: (endpoint) => {
        const allowed = requestHostPermission(endpoint);
        return guarded(async () => void (await allowed));
      },
      signIn: (endpoint, credentials) => guarded(() => saveCredentials(endpoint, credentials)),
      openSource: openResource,
      revealElement: (id) =>
        void guarded(async () => {
          const entity = ledger.entities.get(id);
          if (!entity) return;
          const name = '__rtcLeakInspectorElement';
          await frames.request(entity.document, 'expose', { id: id.slice(entity.document.length + 1), name });
          await evaluate(`inspect(${name}); delete globalThis.${name};`);
        }),
      async storeAsGlobal(id) {
        const name = `rtcLeak${(stored += 1)}`;
        let found = false;
        await guarded(async () => {
          const entity = ledger.entities.get(id);
          if (entity) ({ found } = await frames.request(entity.document, 'expose', { id: id.slice(entity.document.length + 1), name }));
        });
        return found ? name : undefined;
      },
      reloadPage: reloadInspected,
      dismissProblem() {
        problem.value = undefined;
      },
      report: () => buildReport(ledger, settings.value, Date.now(), findings.value, locate),
    },
  };
}
