import type { GatewayOptions } from '../gateway/options.ts';
import { parsePushTarget } from '../gateway/mediamtx/push-target.ts';
import { shown } from './shown.ts';

export interface MediamtxFlags {
  readonly mediamtx?: unknown;
  readonly mediamtxWhep?: unknown;
  readonly push?: unknown;
}

const WHEP_PORT = 8889;

/**
 * Settings of the gateway beside a running MediaMTX; none without `--mediamtx`. Where MediaMTX has the usual ports, the gateway takes others.
 * @throws Error that names the option which is wrong
 */
export function readMediamtxSettings(flags: MediamtxFlags, own: Pick<GatewayOptions, 'whepPort' | 'apiPort'>): Partial<GatewayOptions> {
  if (flags.mediamtx === undefined) {
    const useless = flags.mediamtxWhep !== undefined ? '--mediamtx-whep' : flags.push !== undefined ? '--push' : undefined;
    if (useless) throw new Error(`${useless} goes with --mediamtx <address>`);
    return {};
  }
  const api = addressOf(flags.mediamtx, '--mediamtx');
  const whep = flags.mediamtxWhep === undefined ? beside(api) : addressOf(flags.mediamtxWhep, '--mediamtx-whep');
  const taken = [api, whep].map((address) => Number(new URL(address).port));
  return {
    whepPort: taken.includes(own.whepPort) ? 8880 : own.whepPort,
    apiPort: taken.includes(own.apiPort) ? 9996 : own.apiPort,
    mediamtx: { api, whep, push: parsePushTarget(String(flags.push ?? 'rtsp'), api) },
  };
}

function addressOf(value: unknown, option: string): string {
  const text = String(value);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error(`${option} "${shown(text)}" is no address; it is like http://127.0.0.1:9997`);
  if (url.username || url.password) throw new Error(`${option} takes no user name or password`);
  return url.origin;
}

function beside(api: string): string {
  const url = new URL(api);
  url.port = String(WHEP_PORT);
  return url.origin;
}
