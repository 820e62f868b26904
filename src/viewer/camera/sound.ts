/**
 * The camera's sound, through a gain that lifts quiet camera microphones, and a meter. The element itself stays muted, so that pictures may
 * start without a click; the received track must stay in it all the same, or Chromium gives Web Audio silence (crbug.com/933677).
 */
export interface Sound {
  readonly context: AudioContext;
  /** Loudness now, 0 to 1. */
  level(): number;
}

const BOOST = 2;

/** @returns undefined where there is no audio track; a camera without sound has one that is muted for ever */
export function openSound(peer: RTCPeerConnection): Sound | undefined {
  const track = peer.getReceivers().find((receiver) => receiver.track.kind === 'audio')?.track;
  if (!track) return undefined;
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 512 });
  context
    .createMediaStreamSource(new MediaStream([track]))
    .connect(new GainNode(context, { gain: BOOST }))
    .connect(analyser)
    .connect(context.destination);
  const samples = new Float32Array(analyser.fftSize);
  return {
    context,
    level() {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      return Math.min(1, Math.sqrt(power));
    },
  };
}
