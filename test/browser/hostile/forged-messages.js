const EVENT = 'rtc-leak-inspector:handover';
const forged = (document, n) => ({ op: 'created', n, at: Date.now(), id: `p${900 + n}`, kind: 'peer', props: { connectionState: 'connected', registry: 'made up by the page' }, document });

const attack = async () => {
  const got = [];
  const listen = (target, type) => target.addEventListener(type, (event) => event.isTrusted || event.mine || got.push(type), true);
  listen(window, EVENT);
  listen(window, 'rtc-leak-inspector:wake');
  const ports = [];
  const { postMessage } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function (...args) {
    ports.push(this);
    return postMessage.apply(this, args);
  };
  new RTCPeerConnection().close();
  const document_ = `${performance.timeOrigin.toString(36)}-0`;
  const messages = [
    { v: 1, kind: 'event', name: 'hello', data: { document: document_, url: 'https://made-up.example/made up by the page', top: true, n: 9 } },
    { v: 1, kind: 'event', name: 'facts', data: { document: document_, facts: [1, 2, 3].map((n) => forged(document_, n)), whole: true } },
    { v: 1, kind: 'answer', id: 1, data: { n: 1e9 } },
    { v: 1, kind: 'request', id: 1, name: 'clean', data: { steps: [{ action: 'close-peer', target: 'p1' }] } },
    { type: 'up', from: 'x.1', frameId: 0, message: { v: 1, kind: 'event', name: 'hello', data: {} } },
    'rtc-leak-inspector:wake',
  ];
  const peer = new RTCPeerConnection();
  for (const message of messages) {
    window.postMessage(message, '*');
    window.dispatchEvent(Object.assign(new CustomEvent(EVENT, { detail: message }), { mine: true }));
    document.dispatchEvent(Object.assign(new CustomEvent(EVENT, { detail: message, bubbles: true }), { mine: true }));
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => got.push('an answer by a forged port');
    window.dispatchEvent(Object.assign(new MessageEvent(EVENT, { data: message, ports: [port2] }), { mine: true }));
    postMessage.call(port1, message);
    new BroadcastChannel('rtc-leak-inspector').postMessage(message);
  }
  await later(500);
  const state = peer.signalingState;
  peer.close();
  MessagePort.prototype.postMessage = postMessage;
  return [got, ports.length, state, typeof window.chrome?.runtime];
};
