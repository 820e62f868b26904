/** The camera's sound on its way to the element: through a gain that lifts quiet camera microphones, and a meter. */
export interface Sound {
  readonly context: AudioContext;
  /** What the element plays. It is made here, not received: closing the connection does not end it, nor does closing the context. */
  readonly output: MediaStreamTrack;
  /** Loudness now, 0 to 1. */
  level(): number;
}

const BOOST = 2;

/** @param input the received audio track; a camera without sound has one too, muted for ever */
export function openSound(input: MediaStreamTrack): Sound {
  const context = new AudioContext();
  const gain = new GainNode(context, { gain: BOOST });
  const analyser = new AnalyserNode(context, { fftSize: 512 });
  const destination = context.createMediaStreamDestination();
  context.createMediaStreamSource(new MediaStream([input])).connect(gain).connect(analyser).connect(destination);
  const output = destination.stream.getAudioTracks()[0];
  if (!output) throw new Error('the audio graph has no output track');
  const samples = new Float32Array(analyser.fftSize);
  return {
    context,
    output,
    level() {
      analyser.getFloatTimeDomainData(samples);
      return Math.min(1, Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length));
    },
  };
}
