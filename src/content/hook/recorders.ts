import { seeHolder, watchHolders } from './holders.ts';
import { take } from './interfaces.ts';
import { change, lookAgain } from './objects.ts';
import { patch, patchConstructor } from './patch.ts';
import { seeTrack } from './tracks.ts';

const RECORDER = 'MediaRecorder';
export const [stateOf, stopRecorder] = take(RECORDER, 'state stop');

watchHolders('media-recorder', (tracked, recorder) => change(tracked, { state: stateOf(recorder) }));
patchConstructor(RECORDER, (recorder, args) => seeHolder('media-recorder', recorder, args[0]));
patch(RECORDER, 'start stop', lookAgain);

patchConstructor('ImageCapture', (capture, args) => seeHolder('image-capture', capture, args[0]));
patchConstructor('RTCRtpScriptTransform', (transform) => seeHolder('transform', transform));
patchConstructor('MediaStreamTrackGenerator', (generator) => seeTrack(generator, 'generator', true));
