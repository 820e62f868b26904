import type { CameraServer } from '../camera/camera-server.ts';
import { StartLine } from '../camera/start-line.ts';
import type { Options } from '../options.ts';
import { authorizationHeader, type Credentials } from '../whep/credentials.ts';
import { WhepSession } from '../whep/whep-session.ts';
import { FALLBACK_CAMERAS, fetchConfig, type Camera } from './config.ts';
import { GatewayApi } from './gateway-api.ts';

/** The server of the cameras as the page sees it. */
export interface Server extends CameraServer {
  readonly cameras: readonly Camera[];
  /** Nobody has told which cameras there are, nor which server has them. */
  readonly camerasAreGuessed: boolean;
  /** The camera server's own API; undefined with any other WHEP server, which starts and stops its FFmpegs itself. */
  readonly gateway: GatewayApi | undefined;
  signIn(credentials: Credentials): void;
}

/** Finds out who delivered the page: our camera server has a `config.json` beside it, static files have none. */
export async function openServer(page: URL, options: Options): Promise<Server> {
  const found = options.whep ? undefined : await fetchConfig(page);
  const gateway = found && new GatewayApi(new URL('./', page));
  const whep = options.whep ?? found?.whep ?? new URL('./', page);
  let credentials = options.credentials;
  return {
    cameras: options.cameras?.map((name) => ({ name, label: name, isOwn: false })) ?? found?.cameras ?? FALLBACK_CAMERAS,
    camerasAreGuessed: !found && !options.whep && !options.cameras,
    gateway,
    startLine: new StartLine(),
    signIn(given) {
      credentials = given;
    },
    session: (camera) => new WhepSession(new URL(`${camera}/whep`, whep), { authorization: credentials && authorizationHeader(credentials), endsAborted: found !== undefined && !found.whep }),
    async startProcess(camera, signal) {
      if (found?.whep) await gateway?.startProcess(camera, signal);
    },
    async stopProcess(camera, isEnding) {
      await gateway?.stopProcess(camera, isEnding);
    },
  };
}
