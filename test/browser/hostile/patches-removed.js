/** Takes natives out of a fresh realm, puts them over the page's own, and back again, many times. */
const attack = async () => {
  const frame = document.body.appendChild(document.createElement('iframe'));
  const there = frame.contentWindow;
  const names = { RTCPeerConnection: ['close', 'addTrack', 'createDataChannel', 'getStats'], MediaStreamTrack: ['stop', 'clone'], MediaStream: ['addTrack', 'clone'], EventTarget: ['addEventListener', 'removeEventListener'], Function: ['toString'] };
  const seen = [];
  const own = [];
  for (const [name, members] of Object.entries(names)) {
    for (const member of members) {
      own.push([name, member, Object.getOwnPropertyDescriptor(window[name].prototype, member)]);
      delete window[name].prototype[member];
      Object.defineProperty(window[name].prototype, member, Object.getOwnPropertyDescriptor(there[name].prototype, member));
    }
  }
  const foreign = new RTCPeerConnection();
  seen.push(caught(() => foreign.createDataChannel('x').label), caught(() => foreign.close()), foreign.signalingState);
  for (let round = 0; round < 200; round += 1) {
    for (const [name, member, descriptor] of own) {
      delete window[name].prototype[member];
      Object.defineProperty(window[name].prototype, member, { ...descriptor, value: new Proxy(round % 2 ? descriptor.value : window[name].prototype[member] ?? descriptor.value, {}) });
    }
  }
  for (const [name, member, descriptor] of own) Object.defineProperty(window[name].prototype, member, descriptor);
  const Native = RTCPeerConnection;
  for (let round = 0; round < 100; round += 1) window.RTCPeerConnection = class extends window.RTCPeerConnection {};
  const deep = new RTCPeerConnection();
  deep.close();
  seen.push(deep.signalingState, deep instanceof Native);
  window.RTCPeerConnection = Native;
  const removed = delete window.RTCPeerConnection;
  seen.push(removed, typeof window.RTCPeerConnection);
  frame.remove();
  const dead = caught(() => new there.RTCPeerConnection());
  await later(50);
  return [seen, dead];
};
