import type { CameraSource } from './camera/camera-source.ts';
import type { PushTarget } from './mediamtx/push-target.ts';

export interface CameraOption {
  readonly name: string;
  readonly source: CameraSource;
}

/** A running MediaMTX that the cameras are pushed to. */
export interface MediamtxOptions {
  /** e.g. `http://127.0.0.1:9997` */
  readonly api: string;
  /** Where viewers play, e.g. `http://127.0.0.1:8889`. */
  readonly whep: string;
  readonly push: PushTarget;
}

export interface GatewayOptions {
  /** Port of the viewer and of WHEP; 0 takes any free one. */
  readonly whepPort: number;
  /** Port of the camera API; 0 takes any free one. */
  readonly apiPort: number;
  readonly cameras: readonly CameraOption[];
  /** How long an FFmpeg goes on after its last viewer, milliseconds. */
  readonly lingerMs: number;
  /** Folder of the built viewer; without it `/` is not served. */
  readonly viewer?: string;
  /** Origins besides the gateway's own whose pages may call it. */
  readonly allowOrigins: readonly string[];
  /** This machine's address that pictures are sent from; without it the loopback one, to which Firefox does not connect. */
  readonly iceAddress?: string;
  /** Without it this program is the WHEP server. */
  readonly mediamtx?: MediamtxOptions;
}

export const DEMO_CAMERAS: readonly CameraOption[] = ['cam1', 'cam2', 'cam3', 'cam4'].map((name) => ({ name, source: { type: 'demo' } }));
