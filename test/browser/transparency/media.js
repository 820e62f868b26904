probe('a track, its clones and streams', async () => {
  const stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
  const [track] = stream.getVideoTracks();
  const clone = track.clone();
  const log = [];
  track.onended = () => log.push('ended');
  stream.onremovetrack = () => log.push('removed');
  track.stop();
  await later(30);
  const copy = stream.clone();
  stream.removeTrack(track);
  const seen = [track.readyState, clone.readyState, log, clone.constructor === MediaStreamTrack, copy.getTracks().map(({ kind, readyState }) => [kind, readyState]), stream.active, Reflect.ownKeys(track), Reflect.ownKeys(stream), clone.id === track.id, track.label];
  [...stream.getTracks(), ...copy.getTracks(), clone].forEach((each) => each.stop());
  return [...seen, stream.active];
});

probe('an element and its stream', async () => {
  const video = document.createElement('video');
  const stream = document.createElement('canvas').captureStream();
  const log = [];
  for (const type of ['emptied', 'loadstart', 'abort']) video.addEventListener(type, () => log.push(type));
  const started = new Promise((resolve) => video.addEventListener('loadstart', resolve));
  const seen = [video.srcObject, (video.srcObject = stream) === stream, video.srcObject === stream];
  await started;
  const emptied = new Promise((resolve) => video.addEventListener('emptied', resolve));
  video.srcObject = null;
  await emptied;
  stream.getTracks()[0].stop();
  return [...seen, video.srcObject, log, video.attributes.length, Reflect.ownKeys(video), video.outerHTML, video.isConnected, document.querySelectorAll('video').length];
});

probe('a recorder', async () => {
  const canvas = document.createElement('canvas');
  canvas.getContext('2d').fillRect(0, 0, 1, 1);
  const recorder = new MediaRecorder(canvas.captureStream(10));
  const log = [];
  for (const type of ['start', 'stop', 'error']) recorder.addEventListener(type, () => log.push(`${type} ${recorder.state}`));
  recorder.onstart = () => log.push('handler');
  const happens = (type) => new Promise((resolve) => recorder.addEventListener(type, resolve));
  const [starts, stops] = [happens('start'), happens('stop')];
  recorder.start();
  const started = recorder.state;
  await starts;
  recorder.stop();
  await stops;
  return [started, recorder.state, log, caught(() => recorder.stop()), Reflect.ownKeys(recorder)];
});

probe('an audio graph', async () => {
  const context = new AudioContext();
  const destination = context.createMediaStreamDestination();
  const source = context.createMediaStreamSource(destination.stream);
  const same = [source.connect(context.destination) === context.destination, source.mediaStream === destination.stream, source.context === context, source.disconnect(), caught(() => source.disconnect(1))];
  const other = new MediaStreamAudioSourceNode(context, { mediaStream: destination.stream });
  const closed = await context.close();
  return [same, other instanceof AudioNode, closed, context.state, await settled(() => context.close()), Reflect.ownKeys(source), caught(() => context.createMediaStreamDestination().channelCount)];
});

probe('frames of a track', async () => {
  const canvas = document.createElement('canvas');
  const draw = canvas.getContext('2d');
  const timer = setInterval(() => draw.fillRect(0, 0, Math.random() * 50, 5), 20);
  const [track] = canvas.captureStream(30).getTracks();
  const processor = new MediaStreamTrackProcessor({ track });
  const reader = processor.readable.getReader();
  const first = await reader.read();
  const seen = [first.done, first.value instanceof VideoFrame, Reflect.ownKeys(first), processor.readable === processor.readable, processor.readable.locked, first.value.codedWidth];
  first.value.close();
  reader.releaseLock();
  const again = processor.readable.getReader({ mode: undefined });
  track.stop();
  clearInterval(timer);
  const rest = [];
  for (let read = await again.read(); !read.done; read = await again.read()) read.value.close();
  return [...seen, rest.length, (await again.closed) === undefined, caught(() => processor.readable.getReader())];
});

probe('pictures', async () => {
  const canvas = document.createElement('canvas');
  const draw = canvas.getContext('2d');
  const video = document.createElement('video');
  const bitmap = await createImageBitmap(canvas, 0, 0, 2, 2);
  const frame = new VideoFrame(canvas, { timestamp: 1 });
  const seen = [draw.drawImage(video, 0, 0), draw.drawImage(canvas, 0, 0), bitmap.width, frame.timestamp, typeof video.requestVideoFrameCallback(() => 0), caught(() => new VideoFrame(video))];
  frame.close();
  const gl = document.createElement('canvas').getContext('webgl');
  if (gl) seen.push(gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, canvas), caught(() => gl.texImage2D()));
  return seen;
});

probe('object URLs', () => {
  const source = new MediaSource();
  const url = URL.createObjectURL(source);
  const seen = [url.startsWith('blob:'), URL.revokeObjectURL(url), URL.revokeObjectURL('nonsense'), source.readyState, Reflect.ownKeys(source), caught(() => URL.createObjectURL({ __proto__: MediaSource.prototype })), typeof URL.createObjectURL(new Blob(['x']))];
  return seen;
});

probe('a request of the older kind', async () => {
  const log = [];
  const send = (method, type, body) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open(method, '/nothing');
      if (type) request.setRequestHeader('Content-Type', type);
      request.onloadend = () => log.push('handler');
      request.addEventListener('loadend', () => resolve([request.status, request.readyState, request.responseURL.endsWith('/nothing'), request.getAllResponseHeaders().includes('date'), Reflect.ownKeys(request)]));
      request.send(body);
    });
  const seen = [await send('GET'), await send('POST', 'application/sdp', 'v=0'), await send('DELETE'), await send('post', 'APPLICATION/SDP; charset=x', new Blob(['v=0']))];
  const still = new XMLHttpRequest();
  still.open('POST', '/nothing', false);
  still.setRequestHeader('content-type', 'application/sdp');
  still.send('v=0');
  return [seen, log, still.status, caught(() => still.setRequestHeader('a', 'b'))];
});
