const connect = async (a, b) => {
  a.addEventListener('icecandidate', ({ candidate }) => candidate && b.addIceCandidate(candidate).catch(() => 0));
  b.addEventListener('icecandidate', ({ candidate }) => candidate && a.addIceCandidate(candidate).catch(() => 0));
  await a.setLocalDescription();
  await b.setRemoteDescription(a.localDescription);
  await b.setLocalDescription();
  await a.setRemoteDescription(b.localDescription);
};

probe('the order of handlers and listeners', async () => {
  const log = [];
  const peer = new RTCPeerConnection();
  peer.addEventListener('signalingstatechange', () => log.push('listener 1'));
  peer.onsignalingstatechange = () => log.push('handler');
  peer.addEventListener('signalingstatechange', () => log.push('listener 2'));
  peer.createDataChannel('x');
  await peer.setLocalDescription();
  log.push('described');
  await later(30);
  peer.onsignalingstatechange = null;
  const nothing = peer.onsignalingstatechange;
  peer.close();
  await later(30);
  return [log, nothing, peer.signalingState];
});

probe('what a connection tells in which order', async () => {
  const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const log = [];
  const note = (name, target, types) => types.split(' ').forEach((type) => target.addEventListener(type, (event) => log.push(`${name} ${type} ${event.isTrusted} ${event.target === target} ${event.eventPhase}`)));
  note('a', a, 'signalingstatechange negotiationneeded datachannel track');
  note('b', b, 'signalingstatechange negotiationneeded datachannel track');
  a.addTransceiver('video');
  const channel = a.createDataChannel('x');
  const opened = new Promise((resolve) => channel.addEventListener('open', resolve));
  const received = new Promise((resolve) => b.addEventListener('datachannel', ({ channel: other }) => (other.onmessage = ({ data }) => resolve(data))));
  await connect(a, b);
  await opened;
  channel.send('hello');
  const message = await received;
  const state = [a.connectionState, a.iceConnectionState, (await a.getStats()).size > 0];
  a.close();
  b.close();
  await later(50);
  return [log, message, state, a.connectionState, channel.readyState];
});

probe('an event that stops itself, or throws', async () => {
  const peer = new RTCPeerConnection();
  const log = [];
  const errors = [];
  const onError = (event) => {
    event.preventDefault();
    errors.push(event.message);
  };
  addEventListener('error', onError);
  peer.addEventListener('signalingstatechange', () => {
    throw new Error('of the page');
  });
  peer.addEventListener('signalingstatechange', (event) => {
    event.stopImmediatePropagation();
    log.push('only');
  });
  peer.addEventListener('signalingstatechange', () => log.push('never'));
  peer.addTransceiver('video');
  await peer.setLocalDescription();
  await later(50);
  peer.close();
  removeEventListener('error', onError);
  return [log, errors];
});

probe('made-up events', () => {
  const peer = new RTCPeerConnection();
  const log = [];
  peer.onconnectionstatechange = ({ isTrusted, type }) => log.push([isTrusted, type]);
  const results = ['connectionstatechange', 'track', 'datachannel', 'signalingstatechange'].map((type) => caught(() => peer.dispatchEvent(new Event(type, { cancelable: true }))));
  const getters = caught(() => peer.dispatchEvent(Object.defineProperty(new Event('track'), 'streams', { get: () => log.push('read') })));
  peer.close();
  return [log, results, getters];
});

probe('listeners on the window and the document', () => {
  const log = [];
  const listener = (event) => log.push(`function ${event.type}`);
  const object = { handleEvent: ({ type }) => log.push(`object ${type}`) };
  const abort = new AbortController();
  for (const target of [window, document]) {
    target.addEventListener('probe', listener);
    target.addEventListener('probe', listener);
    target.addEventListener('probe', object, { once: true });
    target.addEventListener('probe', () => log.push('signal'), { signal: abort.signal, capture: true });
    target.dispatchEvent(new Event('probe'));
    abort.abort();
    target.dispatchEvent(new Event('probe'));
    target.removeEventListener('probe', listener, true);
    target.removeEventListener('probe', listener);
    target.dispatchEvent(new Event('probe'));
  }
  addEventListener('bare', listener);
  dispatchEvent(new Event('bare'));
  removeEventListener('bare', listener);
  dispatchEvent(new Event('bare'));
  return [log, window.addEventListener('probe', null), caught(() => addEventListener.call(undefined, 'probe', 1)), caught(() => addEventListener('probe'))];
});

probe('handlers of window and document', () => [window, document].map((target) => Object.keys(Object.getPrototypeOf(target)).concat(Object.keys(target)).filter((key) => key.startsWith('on') && target[key])));

probe('messages', async () => {
  const log = [];
  const note = ({ data, origin, source, ports, isTrusted }) => log.push([data, origin === location.origin, source === window, ports.length, isTrusted]);
  addEventListener('message', note);
  postMessage('own', '*');
  await later(50);
  removeEventListener('message', note);
  return log;
});
