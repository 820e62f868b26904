import type { CameraOption } from '../options.ts';
import { createCamera, type Camera } from './camera.ts';
import { startPull } from './pull.ts';

const MAX_OWN = 32;

export interface Cameras {
  get(name: string): Camera | undefined;
  all(): readonly Camera[];
  /** A name that no camera has, for one that is added without. */
  freeName(): string;
  /**
   * Adds a camera; one of the same name that was added before is ended first.
   * @throws Error when the name is taken or there are too many
   */
  add(option: CameraOption): Promise<Camera>;
  /** Takes a camera away that was added, when its FFmpeg is gone; false when there is none of this name. */
  remove(name: string): Promise<boolean>;
  /** Ends all FFmpegs, and no other can be started. */
  closeAll(): Promise<void>;
}

export function createCameras(options: readonly CameraOption[], lingerMs: number, log: (text: string) => void, onChange: (camera: Camera) => void = () => undefined, open = startPull): Cameras {
  const create = ({ name, source }: CameraOption, own: boolean): Camera => createCamera({ name, source, own, lingerMs, open, log, onChange });
  const byName = new Map(options.map((option) => [option.name, create(option, false)]));
  let closed = false;
  /** It stays in the list until its FFmpeg is gone: no other runs beside it, and none is hidden. */
  const takeAway = async (camera: Camera): Promise<void> => {
    await camera.close();
    if (byName.get(camera.name) === camera) byName.delete(camera.name);
  };
  return {
    get: (name) => byName.get(name),
    all: () => [...byName.values()],
    freeName() {
      let number = 1;
      while (byName.has(`camera${number}`)) number += 1;
      return `camera${number}`;
    },
    async add(option) {
      // Another may have been added meanwhile.
      for (let known = byName.get(option.name); known; known = byName.get(option.name)) {
        if (!known.own) throw new Error(`there is a camera "${option.name}" already`);
        await takeAway(known);
      }
      if (closed) throw new Error('the server ends');
      if ([...byName.values()].filter((camera) => camera.own).length >= MAX_OWN) throw new Error(`no more than ${MAX_OWN} cameras can be added`);
      const camera = create(option, true);
      byName.set(option.name, camera);
      return camera;
    },
    async remove(name) {
      const camera = byName.get(name);
      if (!camera?.own) return false;
      await takeAway(camera);
      return true;
    },
    async closeAll() {
      closed = true;
      await Promise.all([...byName.values()].map((camera) => camera.close()));
    },
  };
}
