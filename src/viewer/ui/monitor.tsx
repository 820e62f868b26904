import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { budgetState, type BudgetState } from '../../core/budget.ts';
import { DEFAULT_SETTINGS, type BudgetLevel, type BudgetRow } from '../../core/settings.ts';
import type { CameraPlayer } from '../camera/player.ts';
import { t } from '../i18n/language.ts';
import { takeReading, type Reading } from '../monitor.ts';
import type { Viewer } from '../viewer.ts';

const INTERVAL_MS = 1_000;
const MEGABYTE = 1024 * 1024;

/** The counts to keep an eye on while switching cameras, with their budget, and the state of each connection. */
export function Monitor({ viewer }: { viewer: Viewer }) {
  const reading = useReading(viewer);
  if (!reading) return <p class="dim">…</p>;
  const { connections, liveTracks, processes, heapBytes } = reading;
  const screens = viewer.layout.value;
  return (
    <div class="monitor">
      <dl class="tiles">
        <Count row="peers" value={connections.length} screens={screens} />
        <Count row="ffmpeg" value={processes?.length} screens={screens} />
        <Count row="tracks" value={liveTracks} screens={screens} />
        <Count row="heap" value={heapBytes} screens={screens} />
      </dl>
      {viewer.current.value && <PlayerState player={viewer.current.value} />}
      <h3>{t('monitor.connections')}</h3>
      <ul class="connections open">
        {connections.length === 0 && <li class="dim">{t('monitor.no-connections')}</li>}
        {connections.map(({ camera, connectionState, iceConnectionState, signalingState }) => (
          <li key={camera}>
            <b>{camera}</b>
            <code>
              {connectionState} · ice {iceConnectionState} · {signalingState}
            </code>
          </li>
        ))}
        {processes?.map(({ pid, camera, state, viewers }) => (
          <li key={pid}>
            <b>FFmpeg {pid}</b>
            <code>
              {camera} · {state} · {t('monitor.viewers', { count: viewers })}
            </code>
          </li>
        ))}
      </ul>
      <p class="dim">{t('monitor.blind')}</p>
    </div>
  );
}

interface CountProps {
  readonly row: BudgetRow;
  readonly value: number | undefined;
  readonly screens: number;
}

function Count({ row, value, screens }: CountProps) {
  const level = levelFor(row, screens);
  const state = budgetState(value, level);
  const shown = (amount: number): string => (row === 'heap' ? `${Math.round(amount / MEGABYTE)} MB` : String(amount));
  return (
    <div class="count" data-row={row} data-value={value} style={{ '--c': `var(--${row})` }}>
      <dt>{t(`monitor.${row}`)}</dt>
      <dd class="num">
        {value === undefined ? '–' : shown(value)}
        <span class="state" data-state={state}>
          {wordFor(state, shown(level.warn))}
        </span>
      </dd>
    </div>
  );
}

/** The budget is that of one camera at a time; each screen has its own, but all share the heap. */
function levelFor(row: BudgetRow, screens: number): BudgetLevel {
  const { normal, warn } = DEFAULT_SETTINGS.budget[row];
  const times = row === 'heap' ? 1 : screens;
  return { normal: normal * times, warn: warn * times };
}

function wordFor(state: BudgetState, limit: string): string {
  return t(`monitor.${state}`, { limit });
}

function PlayerState({ player }: { player: CameraPlayer }) {
  const flags = { isStreaming: player.isStreaming, isLoading: player.isLoading, isConnectingWebRTC: player.isConnectingWebRTC };
  const switchMs = player.switchMs.value;
  return (
    <>
      <h3>{t('monitor.flags')}</h3>
      <ul class="connections">
        {Object.entries(flags).map(([name, flag]) => (
          <li key={name} data-flag={name} data-value={flag.value}>
            <b>{name}</b>
            <code>{String(flag.value)}</code>
          </li>
        ))}
        <li>
          <b>{t('monitor.switch')}</b>
          <span class="num">{switchMs === undefined ? '–' : `${Math.round(switchMs)} ms`}</span>
        </li>
      </ul>
    </>
  );
}

/**
 * Reads once a second while the page is looked at. What the page knows is read at once; the server is asked beside that, once at a time, and
 * what it does not answer within a second is not known.
 */
function useReading(viewer: Viewer): Reading | undefined {
  const reading = useSignal<Reading | undefined>(undefined);
  useEffect(() => {
    let isOn = true;
    let isAsking = false;
    let processes: Reading['processes'];
    const read = (): void => {
      if (isOn) reading.value = takeReading(processes);
    };
    const ask = async (): Promise<void> => {
      if (isAsking) return;
      isAsking = true;
      processes = await viewer.server.gateway?.processes(AbortSignal.timeout(INTERVAL_MS)).catch(() => undefined);
      isAsking = false;
      read();
    };
    const look = (): void => {
      if (document.hidden) return;
      read();
      void ask();
    };
    look();
    const poll = setInterval(look, INTERVAL_MS);
    return () => {
      isOn = false;
      clearInterval(poll);
    };
  }, []);
  return reading.value;
}
