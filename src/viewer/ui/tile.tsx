import { useLayoutEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { CameraPlayer, type PlayerSettings } from '../camera/player.ts';
import type { CameraServer } from '../camera/camera-server.ts';

interface Props {
  readonly server: CameraServer;
  readonly settings: PlayerSettings;
  /** Called with the tile's player when it is there, and with undefined when it goes. */
  readonly onPlayer: (player: CameraPlayer | undefined) => void;
}

/** One screen and its player, which lives exactly as long as the element. */
export function Tile({ server, settings, onPlayer }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const cover = useRef<HTMLCanvasElement>(null);
  const player = useSignal<CameraPlayer | undefined>(undefined);

  useLayoutEffect(() => {
    if (!video.current || !cover.current) return;
    const own = new CameraPlayer({ video: video.current, cover: cover.current }, server, settings);
    const page = new AbortController();
    addEventListener('pagehide', () => own.suspend(), { signal: page.signal });
    addEventListener('pageshow', (event) => event.persisted && own.resume(), { signal: page.signal });
    player.value = own;
    onPlayer(own);
    return () => {
      page.abort();
      onPlayer(undefined);
      void own.unmount();
    };
  }, []);

  const phase = player.value?.phase.value ?? 'idle';
  const failure = player.value?.failure.value;
  return (
    <figure class="tile" data-state={phase}>
      <div class="screen">
        <video ref={video} data-role="player" muted playsInline autoplay />
        <canvas ref={cover} class="cover" hidden aria-hidden="true" />
        {failure && (
          <p class="failure" role="alert">
            {failure.reason} {failure.words}
          </p>
        )}
      </div>
    </figure>
  );
}
