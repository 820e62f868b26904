import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { argumentsWithoutCredentials } from '../core/endpoints/without-credentials.ts';
import { checkName, parseSource } from '../gateway/camera/camera-source.ts';
import { DEMO_CAMERAS, type CameraOption } from '../gateway/options.ts';
import { ownAddresses } from '../gateway/whep/own-addresses.ts';
import { parseDuration } from './parse-duration.ts';
import { parsePort } from './parse-port.ts';
import { shown } from './shown.ts';

/** What the command line says; anything may be in it. */
export interface GatewayFlags {
  readonly whepPort?: unknown;
  readonly apiPort?: unknown;
  readonly linger?: unknown;
  readonly camera?: unknown;
  readonly config?: unknown;
  readonly allowOrigin?: unknown;
  readonly iceAddress?: unknown;
}

export interface GatewaySettings {
  readonly whepPort: number;
  readonly apiPort: number;
  readonly lingerMs: number;
  readonly cameras: readonly CameraOption[];
  readonly allowOrigins: readonly string[];
  readonly iceAddress?: string;
}

const KEYS: readonly string[] = ['cameras', 'whepPort', 'apiPort', 'linger', 'allowOrigins', 'iceAddress'];

/**
 * Joins the options of the command line with those of the file that `--config` names; the command line wins.
 * @throws Error that says which setting is wrong, without credentials
 */
export async function readGatewaySettings(flags: GatewayFlags): Promise<GatewaySettings> {
  const file = flags.config === undefined ? {} : await readConfig(String(flags.config));
  const named = listOf(flags.camera).map(String).map(cameraOfFlag);
  const fromFile = Object.entries(recordOf(file.cameras ?? {}, '"cameras" in the file')).map(([name, source]) =>
    cameraOf(name, source, dirname(String(flags.config))),
  );
  const cameras = [...fromFile.filter(({ name }) => !named.some((camera) => camera.name === name)), ...named];
  if (file.cameras !== undefined && cameras.length === 0) throw new Error('"cameras" in the file names none; name one, or leave "cameras" out to have demo cameras');
  const names = named.map(({ name }) => name);
  const iceAddress = flags.iceAddress ?? file.iceAddress;
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`camera "${twice}" is named twice`);
  const whepPort = parsePort(flags.whepPort ?? file.whepPort ?? 8_889, '--whep-port');
  const apiPort = parsePort(flags.apiPort ?? file.apiPort ?? 9_997, '--api-port');
  if (whepPort === apiPort && whepPort !== 0) throw new Error(`--whep-port and --api-port are both ${whepPort}; the first serves the API too, so let the other one be 0`);
  return {
    whepPort,
    apiPort,
    lingerMs: parseDuration(String(flags.linger ?? file.linger ?? '10s')),
    cameras: cameras.length > 0 ? cameras : DEMO_CAMERAS,
    allowOrigins: listOf(flags.allowOrigin ?? file.allowOrigins).map(originOf),
    ...(iceAddress === undefined ? {} : { iceAddress: ownAddress(iceAddress) }),
  };
}

async function readConfig(path: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`the file of --config cannot be read: ${error.code ?? 'unknown error'}`);
  });
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch {
    // The parser's own words quote the file, and with it perhaps a password.
    throw new Error(`the file of --config is no JSON; it should be like {"cameras": {"gate": "rtsp://192.168.1.20/stream"}, "linger": "10s"}`);
  }
  const settings = recordOf(config, 'the file of --config');
  const unknown = Object.keys(settings).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) throw new Error(`the file of --config: "${shown(unknown)}" is no setting; known are ${KEYS.join(', ')}`);
  return settings;
}

function cameraOfFlag(text: string): CameraOption {
  const [, name, source] = /^([^=:/]*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined) throw new Error(`--camera ${shown(text)}: write it like --camera gate=rtsp://192.168.1.20/stream`);
  return cameraOf(name, source, process.cwd());
}

function cameraOf(name: string, source: unknown, folder: string): CameraOption {
  try {
    if (typeof source !== 'string') throw new Error('its source is no text');
    return { name: checkName(name), source: parseSource(source, folder) };
  } catch (error) {
    const [words] = argumentsWithoutCredentials([(error as Error).message]);
    throw new Error(`camera "${shown(name)}": ${words}`, { cause: error });
  }
}

function originOf(value: unknown): string {
  const text = String(value);
  // Not `origin`, which is "null" for an extension's page.
  const { protocol, host } = URL.canParse(text) ? new URL(text) : { protocol: '', host: '' };
  if (host === '' || `${protocol}//${host}` !== text) throw new Error(`--allow-origin: "${shown(text)}" is no origin; write it like http://localhost:5173`);
  return text;
}

function ownAddress(value: unknown): string {
  const own = ownAddresses();
  const text = String(value);
  if (!own.includes(text)) throw new Error(`--ice-address: "${shown(text)}" is no address of this machine; it has ${own.join(', ')}`);
  return text;
}

function listOf(value: unknown): unknown[] {
  return value === undefined ? [] : [value].flat();
}

function recordOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${what} should be an object, {…}`);
  return value as Readonly<Record<string, unknown>>;
}
