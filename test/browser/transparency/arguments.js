/** An object that notes how it is asked. */
const spy = (log, name, object) =>
  new Proxy(object, {
    get(target, key, receiver) {
      log.push(`${name}.${String(key)}`);
      return Reflect.get(target, key, receiver);
    },
    has(target, key) {
      log.push(`${name} has ${String(key)}`);
      return Reflect.has(target, key);
    },
    ownKeys(target) {
      log.push(`${name} keys`);
      return Reflect.ownKeys(target);
    },
    getOwnPropertyDescriptor(target, key) {
      log.push(`${name} own ${String(key)}`);
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
    getPrototypeOf(target) {
      log.push(`${name} prototype`);
      return Reflect.getPrototypeOf(target);
    },
  });
const ask = async (work) => {
  const log = [];
  await settled(() => work((name, object) => spy(log, name, object)));
  return log;
};
const OFFER = { method: 'POST', headers: { 'content-type': 'application/sdp' }, body: 'v=0' };

probe('how often options are read: connections', () =>
  ask((spied) => {
    const peer = new RTCPeerConnection(spied('configuration', { iceServers: [] }));
    peer.addTransceiver('video', spied('init', { direction: 'recvonly' }));
    peer.createDataChannel('x', spied('channel', { ordered: true }));
    peer.close();
  }));
probe('how often options are read: media', () =>
  ask(async (spied) => {
    const stream = await navigator.mediaDevices.getUserMedia(spied('constraints', { video: true }));
    const [track] = stream.getTracks();
    void new MediaRecorder(stream, spied('recorder', {}));
    void new MediaStreamTrackProcessor(spied('processor', { track }));
    track.stop();
  }));
probe('how often options are read: requests', () => ask((spied) => fetch('/nothing', spied('fetch', { ...OFFER, headers: spied('headers', OFFER.headers) }))));
probe('how often options are read: listeners', () =>
  ask((spied) => {
    const listener = () => 0;
    window.addEventListener('nothing', listener, spied('window', { passive: true }));
    document.addEventListener('nothing', spied('listener', { handleEvent() {} }), spied('document', { once: true }));
    window.removeEventListener('nothing', listener, spied('remove', {}));
  }));

probe('how often getters are called', async () => {
  let count = 0;
  const counted = (value) => ({ enumerable: true, get: () => ((count += 1), value) });
  const options = Object.defineProperties({}, { method: counted('POST'), headers: counted(OFFER.headers), body: counted('v=0') });
  await settled(() => fetch('/nothing', options));
  new RTCPeerConnection(Object.defineProperties({}, { iceServers: counted([]), iceCandidatePoolSize: counted(0) })).close();
  window.addEventListener('nothing', null, Object.defineProperties({}, { once: counted(false), signal: counted(undefined) }));
  return count;
});

probe('how often arguments are turned into strings', async () => {
  const log = [];
  const text = (value) => ({
    toString() {
      log.push(value);
      return value;
    },
  });
  await settled(() => fetch(text('/nothing'), { ...OFFER, method: text('POST'), body: text('v=0') }));
  await settled(() => fetch(text('/delete'), { method: 'DELETE' }));
  new RTCPeerConnection().createDataChannel(text('label'));
  const xhr = new XMLHttpRequest();
  xhr.open(text('POST'), text('/xhr'));
  xhr.setRequestHeader(text('content-type'), text('application/sdp'));
  xhr.send(text('body'));
  new WebSocket(text(location.href.replace('http', 'ws'))).close();
  URL.revokeObjectURL(text('blob:x'));
  window.addEventListener(text('nothing'), () => 0);
  return log;
});

probe('a session with what the page may give as an address', async () => {
  const base = document.head.appendChild(document.createElement('base'));
  base.href = '/below/';
  const addresses = ['/nothing', 'nothing', new URL('/nothing', location), new Request('/nothing', OFFER), '//[', 'data:,x', '', `/${'x'.repeat(10_000)}`, '/\u0000', null, {}, []];
  const seen = await Promise.all(addresses.map((address) => settled(async () => void (await fetch(address, OFFER)).status)));
  base.remove();
  return seen;
});
