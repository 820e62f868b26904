const CLASSES = 'RTCPeerConnection MediaStream MediaRecorder AudioContext WebSocket XMLHttpRequest RTCRtpScriptTransform MediaStreamTrackProcessor MediaStreamTrackGenerator VideoFrame MediaSource ImageCapture EventTarget Request'
  .split(' ')
  .filter((name) => name in window);
/** Arguments with which each can be made. */
const argumentsOf = (name) => {
  const stream = document.createElement('canvas').captureStream();
  const [track] = stream.getTracks();
  const made = {
    MediaRecorder: () => [stream],
    WebSocket: () => [location.href.replace('http', 'ws')],
    MediaStreamTrackProcessor: () => [{ track }],
    MediaStreamTrackGenerator: () => [{ kind: 'video' }],
    VideoFrame: () => [document.createElement('canvas'), { timestamp: 0 }],
    ImageCapture: () => [track],
    Request: () => ['/'],
    RTCRtpScriptTransform: () => [],
  };
  return made[name]?.() ?? [];
};
const finish = (object) => {
  for (const method of ['close', 'abort', 'stop']) if (typeof object?.[method] === 'function') caught(() => object[method]());
};

probe('what an object of each class is', () =>
  Object.fromEntries(
    CLASSES.map((name) => {
      const result = caught(() => {
        const made = new window[name](...argumentsOf(name));
        const seen = [
          Object.keys(made), Reflect.ownKeys(made).map(String), made.constructor === window[name], made.constructor.name, `${Object.prototype.toString.call(made)}`,
          Object.getPrototypeOf(made) === window[name].prototype, made instanceof window[name], made instanceof EventTarget, Object.isExtensible(made), JSON.stringify(made),
        ];
        finish(made);
        return JSON.stringify(seen);
      });
      return [name, result];
    }),
  ),
);

probe('a subclass of each', () =>
  Object.fromEntries(
    CLASSES.map((name) => [
      name,
      caught(() => {
        class Mine extends window[name] {
          field = 1;
          constructor(...args) {
            super(...args);
            this.target = new.target.name;
          }
          toString() {
            return `mine ${super.toString()}`;
          }
        }
        const made = new Mine(...argumentsOf(name));
        const seen = [made.field, made.target, String(made), made instanceof Mine, made instanceof window[name], made.constructor === Mine, Object.getPrototypeOf(Mine) === window[name], Object.keys(made)];
        finish(made);
        return JSON.stringify(seen);
      }),
    ]),
  ),
);

probe('Reflect.construct with another new.target', () =>
  Object.fromEntries(
    CLASSES.map((name) => [
      name,
      caught(() => {
        function Other() {}
        const made = Reflect.construct(window[name], argumentsOf(name), Other);
        const seen = [Object.getPrototypeOf(made) === Other.prototype, made instanceof window[name], Object.prototype.toString.call(made)];
        const noPrototype = Object.assign(function () {}, { prototype: null });
        const fallback = Reflect.construct(window[name], argumentsOf(name), noPrototype);
        seen.push(Object.getPrototypeOf(fallback) === window[name].prototype);
        seen.push(caught(() => Reflect.construct(window[name], argumentsOf(name), () => 1)));
        const revoked = Proxy.revocable(function () {}, {});
        revoked.revoke();
        seen.push(caught(() => Reflect.construct(window[name], argumentsOf(name), revoked.proxy)));
        finish(made);
        finish(fallback);
        return JSON.stringify(seen);
      }),
    ]),
  ),
);

probe('a method that a subclass overrides', () => {
  class Mine extends RTCPeerConnection {
    close() {
      this.mine = true;
      return super.close();
    }
    addTransceiver(...args) {
      return super.addTransceiver(...args);
    }
  }
  const peer = new Mine();
  const kind = peer.addTransceiver('video').receiver.track.kind;
  peer.close();
  return [kind, peer.mine, peer.signalingState, Object.keys(peer)];
});

probe('older names are the same class', () => [
  window.webkitRTCPeerConnection === RTCPeerConnection, window.webkitMediaStream === MediaStream, RTCPeerConnection === RTCPeerConnection.prototype.constructor,
  Object.getPrototypeOf(RTCPeerConnection) === EventTarget, Object.getPrototypeOf(MediaStreamTrackGenerator) === MediaStreamTrack, window.webkitAudioContext === AudioContext,
]);

probe('one function has one identity', () => [
  RTCPeerConnection.prototype.close === new RTCPeerConnection().close, navigator.mediaDevices.getUserMedia === MediaDevices.prototype.getUserMedia, fetch === window.fetch,
  self.fetch === globalThis.fetch, addEventListener === EventTarget.prototype.addEventListener, document.addEventListener === addEventListener,
]);

probe('statics', async () => [
  typeof (await RTCPeerConnection.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' })).expires, await settled(() => RTCPeerConnection.generateCertificate('nonsense')),
  MediaRecorder.isTypeSupported('video/webm'), MediaSource.isTypeSupported('video/mp4'), WebSocket.OPEN, Reflect.ownKeys(RTCPeerConnection).map(String), RTCPeerConnection.prototype === Object.getOwnPropertyDescriptor(RTCPeerConnection, 'prototype').value,
]);

probe('statics that a page adds', () => {
  const { prototype } = RTCPeerConnection;
  RTCPeerConnection.mine = 1;
  const added = [RTCPeerConnection.mine, new RTCPeerConnection().constructor.mine, Object.keys(RTCPeerConnection).includes('mine')];
  const taken = [delete RTCPeerConnection.mine, RTCPeerConnection.mine];
  const refused = [caught(() => { 'use strict'; RTCPeerConnection.prototype = {}; }), caught(() => { 'use strict'; RTCPeerConnection.name = 'x'; })];
  RTCPeerConnection.prototype = prototype;
  return [added, taken, refused];
});

probe('bound, called and applied', () => {
  const print = Function.prototype.toString;
  const { close } = RTCPeerConnection.prototype;
  const Bound = RTCPeerConnection.bind(null, {});
  const peer = new Bound();
  close.call(peer);
  return [
    close.bind(1).name, String(close.bind(1)), Bound.name, Bound.length, peer.signalingState, peer instanceof Bound, print.call(fetch.bind(window)), print.call(RTCPeerConnection), print.call(print),
    print.toString(), print.call(print.bind(1)), Reflect.apply(print, fetch, []), print.apply(close), caught(() => print.call({})), caught(() => print.call(new Proxy({}, {}))), print.call(new Proxy(() => 1, {})),
    print.call(new Proxy(RTCPeerConnection, {})), print.call(class A { b() {} }), print.call(Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject').set), `${close}`, close + '',
  ];
});
