export interface Camera {
  /** The WHEP path, and the key in `activePeerConnections`. */
  readonly name: string;
  readonly label: string;
  /** Added by a user of the page, who may remove it again. */
  readonly isOwn: boolean;
}

export const FALLBACK_CAMERAS: readonly Camera[] = ['cam1', 'cam2', 'cam3', 'cam4'].map((name) => ({ name, label: name, isOwn: false }));

/** A path of a camera server: letters, digits and . _ ~ - in parts between slashes. */
export function isCameraName(name: string): boolean {
  return name.length <= 100 && /^[\w.~-]+(\/[\w.~-]+)*$/.test(name) && !name.split('/').some((part) => /^\.+$/.test(part));
}

/** What the camera server that delivered the page tells of itself. */
export interface Config {
  readonly cameras: readonly Camera[];
  /** Another server that it sends the pictures to, and that plays them; it starts a camera only when it is asked to. */
  readonly whep: URL | undefined;
}

/** The cameras in the `config.json` of the camera server, or undefined when it is not such a file. */
export function readCameras(config: unknown): Camera[] | undefined {
  const list = (config as { cameras?: unknown } | null)?.cameras;
  if (!Array.isArray(list)) return undefined;
  return list.flatMap((entry: unknown) => {
    const { name, label, own } = (entry ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof name !== 'string' || !isCameraName(name)) return [];
    return [{ name, label: typeof label === 'string' && label ? label.slice(0, 80) : name, isOwn: own === true }];
  });
}

function readWhep(config: unknown): URL | undefined {
  const { whep } = config as { whep?: unknown };
  if (typeof whep !== 'string' || !URL.canParse(whep)) return undefined;
  const url = new URL(whep);
  return /^https?:$/.test(url.protocol) ? url : undefined;
}

/** @returns undefined where no camera server of ours delivers the page: then it is static files */
export async function fetchConfig(page: URL): Promise<Config | undefined> {
  try {
    const response = await fetch(new URL('config.json', page));
    const config: unknown = response.ok ? await response.json() : undefined;
    const cameras = readCameras(config);
    return cameras && { cameras, whep: readWhep(config) };
  } catch {
    return undefined;
  }
}
