import type { ServerSnapshot } from '../endpoints/server-snapshot.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Of two that tell of the same object, e.g. a server's API and its metrics, the former tells more. */
const BY_DETAIL: readonly ServerSnapshot['kind'][] = ['ffmpeg-status', 'mediamtx', 'go2rtc', 'frigate', 'custom', 'prometheus'];

/** Servers whose last look went well, the most telling first. */
export function answeringServers(ledger: Ledger): ServerSnapshot[] {
  return [...ledger.servers.values()].filter((server) => server.link === 'ok').sort((a, b) => BY_DETAIL.indexOf(a.kind) - BY_DETAIL.indexOf(b.kind));
}
