/** In which order the reactions of a promise, and an `await` of it, run. */
const order = async (start) => {
  const log = [];
  const promise = start();
  const note = (what) => () => void log.push(what);
  promise.then(note('first'), note('first'));
  promise.then(note('second'), note('second'));
  const awaiting = (async () => {
    try {
      await promise;
    } catch {}
    log.push('awaited');
  })();
  promise.finally(note('finally')).catch(() => 0);
  await promise.catch(() => 0);
  await awaiting;
  return log;
};
/** After how many microtasks a promise that is settled already, or in this task, is seen to be. */
const ticks = async (start) => {
  let done = false;
  const finish = () => {
    done = true;
  };
  start().then(finish, finish);
  let count = 0;
  for (; !done && count < 50; count += 1) await null;
  return done ? count : 'in a later task';
};
const offered = () => fetch('/nothing', { method: 'POST', headers: { 'content-type': 'application/sdp' }, body: 'v=0' });
const sender = () => new RTCPeerConnection().addTransceiver('video').sender;
const STARTS = {
  fetch: () => fetch('/nothing'),
  'fetch of an offer': offered,
  'fetch that fails': () => fetch('nonsense://'),
  'fetch that is aborted': () => fetch('/nothing', { signal: AbortSignal.abort() }),
  getUserMedia: () => navigator.mediaDevices.getUserMedia({ video: true }),
  'getUserMedia of nothing': () => navigator.mediaDevices.getUserMedia({}),
  getDisplayMedia: () => navigator.mediaDevices.getDisplayMedia({ video: 1, audio: { nonsense: 1 }, preferCurrentTab: {} }).catch(() => 0),
  setLocalDescription: () => new RTCPeerConnection().setLocalDescription(),
  createOffer: () => new RTCPeerConnection().createOffer(),
  getStats: () => new RTCPeerConnection().getStats(),
  replaceTrack: () => sender().replaceTrack(null),
  'replaceTrack of what is wrong': () => sender().replaceTrack(1),
  'read of a stream': () => new ReadableStream({ start: (controller) => controller.enqueue(1) }).getReader().read(),
  createImageBitmap: () => createImageBitmap(document.createElement('canvas')),
};

probe('the order of reactions', async () => {
  const seen = {};
  for (const [name, start] of Object.entries(STARTS)) seen[name] = await order(start);
  return seen;
});
probe('microtasks until it is settled', async () => {
  const seen = {};
  for (const [name, start] of Object.entries(STARTS)) seen[name] = await ticks(start);
  return seen;
});

probe('what a promise is', async () => {
  const seen = {};
  for (const [name, start] of Object.entries(STARTS)) {
    const promise = start();
    seen[name] = [promise instanceof Promise, promise.constructor === Promise, Object.getPrototypeOf(promise) === Promise.prototype, Reflect.ownKeys(promise).length, start() !== promise];
    await promise.catch(() => 0);
  }
  return seen;
});

probe('a page with its own Promise', async () => {
  const { then } = Promise.prototype;
  const { Promise: Native } = window;
  let calls = 0;
  Promise.prototype.then = function (...args) {
    calls += 1;
    return Reflect.apply(then, this, args);
  };
  window.Promise = class Mine extends Native {};
  const promises = [navigator.mediaDevices.getUserMedia({ video: true }), offered(), sender().replaceTrack(null)];
  const constructors = promises.map((promise) => promise.constructor === Native);
  const called = calls;
  window.Promise = Native;
  Promise.prototype.then = then;
  const [stream] = await Native.all(promises);
  stream.getTracks().forEach((track) => track.stop());
  return [constructors, called];
});

probe('a page with a species of promises', async () => {
  const { constructor } = Promise.prototype;
  let read = 0;
  Object.defineProperty(Promise.prototype, 'constructor', { configurable: true, get: () => ((read += 1), constructor) });
  const promise = navigator.mediaDevices.getUserMedia({});
  const count = read;
  Object.defineProperty(Promise.prototype, 'constructor', { configurable: true, writable: true, enumerable: false, value: constructor });
  await promise.catch(() => 0);
  return count;
});

probe('unhandled rejections', async () => {
  const seen = [];
  const note = (event) => {
    event.preventDefault();
    seen.push([event.type, String(event.reason), event.promise instanceof Promise]);
  };
  addEventListener('unhandledrejection', note);
  addEventListener('rejectionhandled', note);
  void navigator.mediaDevices.getUserMedia({});
  void fetch('nonsense://');
  void fetch('nonsense://', { method: 'POST', headers: { 'content-type': 'application/sdp' }, body: 'v=0' });
  void sender().replaceTrack(1);
  void new RTCPeerConnection().addIceCandidate({ candidate: 'nonsense', sdpMid: '0' });
  void new ReadableStream({ start: (controller) => controller.error(new Error('broken')) }).getReader().read();
  const late = navigator.mediaDevices.getUserMedia({});
  const handled = navigator.mediaDevices.getUserMedia({});
  handled.catch(() => 0);
  await later(150);
  late.catch(() => 0);
  await later(150);
  removeEventListener('unhandledrejection', note);
  removeEventListener('rejectionhandled', note);
  return seen.sort();
});

probe('what a fetch gives', async () => {
  const response = await offered();
  return [response.status, response.bodyUsed, response.type, response.constructor === Response, Reflect.ownKeys(response).length, (await response.text()).length, await settled(() => fetch('http://127.0.0.1:1/', { method: 'POST', headers: { 'content-type': 'application/sdp' }, body: 'v=0' }))];
});
