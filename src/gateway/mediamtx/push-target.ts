const PORTS = { rtsp: 8554, rtmp: 1935 } as const;

/** Where and how FFmpeg sends a camera's pictures. */
export interface PushTarget {
  readonly protocol: 'rtsp' | 'rtmp';
  /** e.g. `rtsp://127.0.0.1:8554/`; the camera's name is added. */
  readonly base: string;
}

/**
 * Reads `rtsp`, `rtmp`, or an address with another port such as `rtsp://127.0.0.1:18554`.
 * @param api address of MediaMTX's API, whose host is taken where only the protocol is told
 * @throws Error that says what is taken
 */
export function parsePushTarget(text: string, api: string): PushTarget {
  const protocol = /^(rtsp|rtmp)(?::\/\/|$)/.exec(text)?.[1] as PushTarget['protocol'] | undefined;
  const address = protocol === text ? `${protocol}://${new URL(api).hostname}:${PORTS[protocol]}` : text;
  if (!protocol || !URL.canParse(address)) throw new Error(`--push "${/^\w*(?=:|$)/.exec(text)?.[0] ?? '…'}" is not known; it is rtsp, rtmp, or an address such as rtsp://127.0.0.1:8554`);
  const { host, pathname, search, hash, username } = new URL(address);
  if (host === '' || !/^\/?$/.test(pathname) || search || hash || username) throw new Error('--push takes a host and a port, and nothing behind them');
  return { protocol, base: `${protocol}://${host}/` };
}

/** FFmpeg's arguments for the output. */
export function pushArgs({ protocol, base }: PushTarget, camera: string): string[] {
  return protocol === 'rtsp' ? ['-f', 'rtsp', '-rtsp_transport', 'tcp', `${base}${camera}`] : ['-f', 'flv', `${base}${camera}`];
}
