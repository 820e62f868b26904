import { networkConnections } from 'systeminformation';
import { linuxListeners } from './linux-listeners.ts';
import type { PortListener, ProcessTable } from './machine-process.ts';

/** RTMP, RTSP, WHEP and the API, as MediaMTX has them. */
export const CAMERA_PORTS: readonly number[] = [1935, 8554, 8889, 9997];

/** Who listens on the given TCP ports of this machine; a port without an entry is free. */
export async function portListeners(ports: readonly number[], nameOf: ProcessTable['nameOf']): Promise<PortListener[]> {
  if (process.platform === 'linux') return linuxListeners(ports, nameOf);
  const connections = await networkConnections();
  return connections
    .filter(({ protocol, state, localPort }) => protocol.startsWith('tcp') && /^LISTEN/i.test(state) && ports.includes(Number(localPort)))
    .map(({ localAddress, localPort, pid }) => ({ port: Number(localPort), address: localAddress, pid: pid || null, name: nameOf(pid) ?? null }));
}
