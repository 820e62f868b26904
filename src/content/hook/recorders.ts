import { seeHolder, watchHolders } from './holders.ts';
import { interfaceOf } from './interfaces.ts';
import { change, lookAgain } from './objects.ts';
import { patch, patchConstructor } from './patch.ts';
import { seeTrack } from './tracks.ts';

export const recorderOf = interfaceOf('MediaRecorder');

watchHolders('media-recorder', (tracked, recorder) => change(tracked, { state: recorderOf(recorder, 'state') }));
patchConstructor('MediaRecorder', (recorder, args) => void seeHolder('media-recorder', recorder, args[0]));
patch(recorderOf, 'start stop', lookAgain);

patchConstructor('ImageCapture', (capture, args) => void seeHolder('image-capture', capture, args[0]));
patchConstructor('RTCRtpScriptTransform', (transform) => void seeHolder('transform', transform));
patchConstructor('MediaStreamTrackGenerator', (generator) => void seeTrack(generator, 'generator', true));
