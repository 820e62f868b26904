import { forecastRoom } from '../../../core/forecast.ts';
import { formatBytes } from '../../../core/i18n/format.ts';
import { live } from '../../../core/ledger/queries.ts';
import type { BudgetReading } from '../../../core/budget.ts';
import { useLedger, usePanel } from '../context.ts';

/** What would be full later than this is not growing. */
const DAY_MS = 86_400_000;

/** The small line below a tile's value: what the number is made of, or what to do to know it. */
export function TileDetail({ reading }: { readonly reading: BudgetReading }) {
  const { state, texts, view } = usePanel();
  const ledger = useLedger();
  const sample = state.samples.value.at(-1);
  if (reading.value === undefined && reading.row !== 'ffmpeg' && state.link.value !== 'connected') return <>{texts.t('tile.waiting')}</>;
  switch (reading.row) {
    case 'peers': {
      const leaked = state.findings.value.filter((f) => f.subject.kind === 'peer' && f.verdict === 'leak').length;
      const forecast = forecastRoom(ledger, state.now.value);
      const fullInMs = forecast && forecast.fullInMs < DAY_MS ? { fullInMs: forecast.fullInMs } : {};
      return <>{texts.say({ key: 'tile.peers', params: { leaked, retained: sample?.retained ?? 0, ...fullInMs } }, state.now.value)}</>;
    }
    case 'tracks': {
      const tracks = live(ledger, 'track');
      const video = tracks.filter((track) => track.props.media === 'video').length;
      return <>{texts.t('tile.tracks', { video, audio: tracks.length - video })}</>;
    }
    case 'heap': {
      if (reading.value === undefined) return <>{texts.t('tile.heap-unknown')}</>;
      const highest = Math.max(...state.samples.value.map((sample) => sample.heap ?? 0));
      return <>{texts.t('tile.heap', { highest: formatBytes(highest) })}</>;
    }
    case 'ffmpeg': {
      const servers = [...ledger.servers.values()];
      const processes = servers.flatMap((server) => server.processes);
      if (reading.value === undefined) {
        return (
          <button type="button" class="link" data-action="add-server" onClick={() => (view.tab.value = servers.length ? 'servers' : 'settings')}>
            {texts.t(servers.length ? 'tile.ffmpeg-down' : 'tile.ffmpeg-unknown')}
          </button>
        );
      }
      const [only] = processes;
      if (processes.length === 1 && only) {
        const cpu = only.cpu === undefined ? '' : only.cpu.toFixed(1);
        const memory = only.rssBytes === undefined ? '' : formatBytes(only.rssBytes);
        return <>{texts.t('tile.ffmpeg-one', { camera: only.camera, cpu, memory })}</>;
      }
      return <>{texts.t('tile.ffmpeg', { servers: servers.length, memory: formatBytes(processes.reduce((sum, p) => sum + (p.rssBytes ?? 0), 0)) })}</>;
    }
  }
}
