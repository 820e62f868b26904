import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { CameraPlayer } from '../camera/player.ts';
import { t } from '../i18n/language.ts';
import type { Viewer } from '../viewer.ts';
import { FailureCard } from './failure-card.tsx';
import { SoundLevel } from './sound-level.tsx';

/** One screen and its player, which lives exactly as long as the element. */
export function Tile({ viewer, index }: { viewer: Viewer; index: number }) {
  const video = useRef<HTMLVideoElement>(null);
  const cover = useRef<HTMLCanvasElement>(null);
  const player = useSignal<CameraPlayer | undefined>(undefined);

  useLayoutEffect(() => {
    if (!video.current || !cover.current) return undefined;
    const own = new CameraPlayer({ video: video.current, cover: cover.current }, viewer.server, viewer.options);
    const page = new AbortController();
    addEventListener('pagehide', () => own.suspend(), { signal: page.signal });
    addEventListener('pageshow', (event) => event.persisted && own.resume(), { signal: page.signal });
    player.value = own;
    viewer.setPlayer(index, own);
    return () => {
      page.abort();
      viewer.setPlayer(index, undefined);
      void own.unmount();
    };
  }, []);

  const own = player.value;
  const phase = own?.phase.value ?? 'idle';
  const camera = own?.camera.value;
  const label = viewer.cameras.value.find(({ name }) => name === camera)?.label ?? camera;
  const failure = own?.failure.value;
  const isSelected = viewer.selected.value === index;
  return (
    <figure
      class="tile"
      data-tile={index}
      data-state={phase}
      data-camera-shown={camera}
      aria-label={t('screen.label', { number: index + 1 })}
      aria-current={isSelected ? 'true' : undefined}
      onPointerDown={() => (viewer.selected.value = index)}
    >
      <video ref={video} data-role="player" muted playsInline autoplay aria-label={label} />
      <canvas ref={cover} class="cover" hidden aria-hidden="true" />
      {phase === 'idle' || phase === 'stopped' ? <p class="empty">{t('screen.empty')}</p> : undefined}
      {own && failure && <FailureCard failure={failure} player={own} onSignIn={viewer.server.signIn} onRetry={() => viewer.retry(own)} />}
      {label !== undefined && (
        <figcaption>
          <i class="dot" aria-hidden="true" />
          <span role="status" title={label}>
            {label}
            <span class="phase">{t('screen.phase', { phase: t(`phase.${phase}`) })}</span>
          </span>
          {own?.sound.value && <SoundLevel sound={own.sound.value} />}
        </figcaption>
      )}
    </figure>
  );
}
