import { useSignal, useSignalEffect } from '@preact/signals';
import { useCallback } from 'preact/hooks';
import type { CameraPlayer } from '../camera/player.ts';
import { faults, setFault } from '../faults.ts';
import type { Options } from '../options.ts';
import type { Server } from '../server/open-server.ts';
import { Tile } from './tile.tsx';

export function App({ options, server }: { options: Options; server: Server }) {
  const player = useSignal<CameraPlayer | undefined>(undefined);
  const onPlayer = useCallback((own: CameraPlayer | undefined) => {
    player.value = own;
    if (own && options.camera) void own.play(options.camera);
  }, []);
  useSignalEffect(() => {
    document.documentElement.dataset.state = player.value?.phase.value ?? 'idle';
  });
  const current = player.value?.camera.value;
  return (
    <main>
      <nav class="cameras">
        {server.cameras.map(({ name, label }) => (
          <button key={name} type="button" data-camera={name} aria-pressed={current === name} onClick={() => void player.value?.play(name)}>
            {label}
          </button>
        ))}
        <button type="button" data-action="stop" onClick={() => void player.value?.stop()}>
          Stop
        </button>
      </nav>
      <Tile server={server} settings={options} onPlayer={onPlayer} />
      <label>
        <input
          type="checkbox"
          data-fault="keep-peer"
          checked={faults.value.has('keep-peer')}
          onChange={(event) => setFault('keep-peer', event.currentTarget.checked)}
        />
        Do not close the connection on switch
      </label>
    </main>
  );
}
