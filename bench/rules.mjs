// What one look of the panel costs: folding facts, judging the ledger, taking a sample; for pages of several sizes. Figures are of this
// machine at this moment; the ratio to the smallest page is of one run.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const LOOKS = 15;
const START = 1_795_437_000_000;
const SWITCH_MS = 5_000;
const ENTRY = `
export { createLedger } from '/src/core/ledger/ledger.ts';
export { fold } from '/src/core/ledger/fold.ts';
export { detect } from '/src/core/rules/index.ts';
export { RULES } from '/src/core/rules/index.ts';
export { takeSample } from '/src/core/budget.ts';
export { DEFAULT_SETTINGS } from '/src/core/settings.ts';
`;

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

async function loadCore() {
  const outDir = await mkdtemp(join(tmpdir(), 'rtc-leaks-bench-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      plugins: [{ name: 'entry', resolveId: (id) => (id === 'entry' ? '\0entry' : undefined), load: (id) => (id === '\0entry' ? ENTRY : undefined) }],
      build: { ssr: true, outDir, rollupOptions: { input: 'entry', output: { entryFileNames: 'core.mjs' } } },
    });
    return await import(pathToFileURL(join(outDir, 'core.mjs')).href);
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

/** The facts of a page that switches cameras in one element; the last `open` connections are left open, those before were closed. */
function factsOf(switches, open) {
  const facts = [{ op: 'document', n: 0, at: START, url: 'https://cameras.example/', top: true }];
  const stack = 'Error\n    at play (https://cameras.example/player.js:88:14)\n    at onclick (https://cameras.example/app.js:12:3)';
  const element = { tag: 'video', connected: true, wasConnected: true, paused: false, pictureInPicture: false, readyState: 4, currentTime: 1, muted: true, label: 'video#player' };
  let at = START;
  const add = (fact) => facts.push({ n: facts.length, at, ...fact });
  add({ op: 'created', kind: 'element', id: 'e0', props: element, stack });
  for (let i = 0; i < switches; i += 1) {
    const [peer, video, audio, stream, session] = [`p${i}`, `v${i}`, `a${i}`, `s${i}`, `w${i}`];
    add({ op: 'created', kind: 'peer', id: peer, props: { connectionState: 'new', iceConnectionState: 'new', signalingState: 'stable', transceivers: 2, receivingTransceivers: 2, handlers: [] }, stack });
    add({ op: 'created', kind: 'session', id: session, props: { protocol: 'whep', url: `https://cameras.example/cam${i % 9}/whep`, camera: `cam${i % 9}`, status: 201, location: `/w/${i}` }, stack });
    add({ op: 'linked', from: session, to: peer, rel: 'serves' });
    add({ op: 'created', kind: 'stream', id: stream, props: { active: true }, stack: '' });
    for (const [id, media] of [[video, 'video'], [audio, 'audio']]) {
      add({ op: 'created', kind: 'track', id, props: { media, readyState: 'live', enabled: true, muted: false, label: '', origin: 'receiver' }, stack: '' });
      add({ op: 'linked', from: peer, to: id, rel: 'receives' });
      add({ op: 'linked', from: stream, to: id, rel: 'has' });
    }
    at += 200;
    add({ op: 'changed', id: peer, props: { connectionState: 'connected', iceConnectionState: 'connected' } });
    if (i) add({ op: 'unlinked', from: 'e0', to: `s${i - 1}`, rel: 'plays' });
    add({ op: 'linked', from: 'e0', to: stream, rel: 'plays' });
    at += SWITCH_MS;
    if (switches - i <= open) continue;
    for (const id of [video, audio, peer, session]) add({ op: 'ended', id, by: 'page' });
    for (const id of [video, audio, peer, stream]) add({ op: 'collected', id });
  }
  return { facts, now: at + 60_000 };
}

const { createLedger, fold, detect, takeSample, DEFAULT_SETTINGS, RULES } = await loadCore();
const PAGES = [
  ['one camera', 1, 1],
  ['50 switches, clean', 50, 1],
  ['50 switches, all leaked', 50, 50],
  ['500 switches, all leaked', 500, 500],
  ['2,500 switches, clean', 2_500, 1],
  ['2,500 switches, 500 leaked', 2_500, 500],
];
let smallest;
const rows = {};
for (const [name, switches, open] of PAGES) {
  const { facts, now } = factsOf(switches, open);
  const ledger = createLedger();
  const started = performance.now();
  for (const fact of facts) fold(ledger, fact, '0');
  const foldMs = performance.now() - started;
  // Nothing that was worked out for the look before may be left.
  const news = () => fold(ledger, { op: 'heap', n: 0, at: now, usedBytes: 50e6, source: 'performance.memory' }, '0');
  const looks = Array.from({ length: LOOKS }, () => {
    news();
    const from = performance.now();
    detect(ledger, DEFAULT_SETTINGS, now);
    return performance.now() - from;
  });
  const found = detect(ledger, DEFAULT_SETTINGS, now).length;
  const samples = Array.from({ length: LOOKS }, () => {
    const from = performance.now();
    takeSample(ledger, now);
    return performance.now() - from;
  });
  const lookMs = median(looks);
  smallest ??= lookMs;
  rows[name] = { facts: facts.length, 'µs a fact': +((1_000 * foldMs) / facts.length).toFixed(1), found, 'look ms': +lookMs.toFixed(2), 'times the smallest': Math.round(lookMs / smallest), 'sample ms': +median(samples).toFixed(2) };
  if (process.argv.includes('--by-rule')) {
    const byRule = RULES.map((rule) => {
      news();
      const from = performance.now();
      detect(ledger, DEFAULT_SETTINGS, now, [rule]);
      return [rule.code, +(performance.now() - from).toFixed(2)];
    });
    console.log(name, byRule.toSorted(([, a], [, b]) => b - a).slice(0, 8).map(([code, ms]) => `${code} ${ms} ms`).join(', '));
  }
}
console.table(rows);
