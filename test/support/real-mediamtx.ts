import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from './wait-until.ts';

/** The program named by the environment variable MEDIAMTX; tests that need it are left out without. */
export const MEDIAMTX = process.env.MEDIAMTX;

export interface RealMediamtx {
  readonly api: string;
  readonly whep: string;
  readonly rtsp: string;
  readonly rtmp: string;
  close(): Promise<void>;
}

/** Starts MediaMTX on free ports of the loopback address. */
export async function startMediamtx(): Promise<RealMediamtx> {
  const [api, whep, rtsp, rtmp, ice] = (await freePorts(5)).map((port) => `127.0.0.1:${port}`);
  const folder = mkdtempSync(join(tmpdir(), 'rtc-leaks-mediamtx-'));
  const config = [
    ...['api: true', `apiAddress: ${api}`, 'apiAllowOrigins: []', `rtspAddress: ${rtsp}`, 'rtspTransports: [tcp]', `rtmpAddress: ${rtmp}`],
    ...['hls: false', 'srt: false', 'moq: false', `webrtcAddress: ${whep}`, `webrtcLocalUDPAddress: ${ice}`],
    ...['webrtcIPsFromInterfaces: false', 'webrtcAdditionalHosts: [127.0.0.1]', 'paths:', '  all_others: {}'],
  ];
  writeFileSync(join(folder, 'mediamtx.yml'), config.join('\n'));
  const child = spawn(MEDIAMTX ?? '', [join(folder, 'mediamtx.yml')], { stdio: 'ignore' });
  const exited = once(child, 'exit');
  await waitUntil('MediaMTX to answer', () => fetch(`http://${api}/v3/info`).then((answer) => answer.ok, () => false));
  return {
    api: `http://${api}`,
    whep: `http://${whep}`,
    rtsp: `rtsp://${rtsp}`,
    rtmp: `rtmp://${rtmp}`,
    async close() {
      child.kill('SIGKILL');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
