import type { CameraOption } from '../options.ts';
import { createCamera, type Camera } from './camera.ts';

export interface Cameras {
  get(name: string): Camera | undefined;
  all(): readonly Camera[];
  stopAll(): Promise<void>;
}

export function createCameras(options: readonly CameraOption[], lingerMs: number, log: (text: string) => void): Cameras {
  const byName = new Map(options.map(({ name }) => [name, createCamera(name, lingerMs, log)]));
  return {
    get: (name) => byName.get(name),
    all: () => [...byName.values()],
    async stopAll() {
      await Promise.all([...byName.values()].map((camera) => camera.stop()));
    },
  };
}
