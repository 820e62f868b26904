/** What a page does to a realm that has done nothing yet, and what it finds there afterwards. */
const within = async (work) => {
  const frame = document.body.appendChild(document.createElement('iframe'));
  try {
    return await work(frame.contentWindow);
  } finally {
    frame.remove();
  }
};
const use = (there, Peer = there.RTCPeerConnection) => {
  const peer = new Peer();
  const channel = peer.createDataChannel('x');
  const video = there.document.createElement('video');
  video.srcObject = there.document.createElement('canvas').captureStream();
  peer.close();
  return [peer.signalingState, channel.readyState, video.srcObject.active, peer instanceof Peer];
};

probe('frozen interfaces', () =>
  within((there) => {
    for (const name of ['RTCPeerConnection', 'MediaStreamTrack', 'HTMLMediaElement', 'EventTarget', 'Function', 'Promise', 'Map', 'WeakMap']) {
      there.Object.freeze(there[name]);
      there.Object.freeze(there[name].prototype);
    }
    return [
      use(there),
      caught(() => { 'use strict'; there.RTCPeerConnection.prototype.close = 1; }),
      caught(() => { 'use strict'; delete there.EventTarget.prototype.addEventListener; }),
    ];
  }));

probe('members that are redefined, and taken back', () =>
  within((there) => {
    let calls = 0;
    const log = [];
    for (const [name, method] of [['RTCPeerConnection', 'close'], ['RTCPeerConnection', 'createDataChannel'], ['EventTarget', 'addEventListener']]) {
      const { prototype } = there[name];
      const native = Object.getOwnPropertyDescriptor(prototype, method);
      Object.defineProperty(prototype, method, { ...native, value(...args) { calls += 1; return native.value.apply(this, args); } });
      log.push(use(there));
      Object.defineProperty(prototype, method, native);
      log.push(use(there), prototype[method] === native.value);
      log.push(delete prototype[method], typeof prototype[method], method in prototype);
      Object.defineProperty(prototype, method, native);
    }
    return [log, calls];
  }));

probe('own functions stay the page\'s own', () =>
  within((there) => {
    const names = { EventTarget: ['addEventListener', 'removeEventListener'], CanvasRenderingContext2D: ['drawImage'], HTMLVideoElement: ['requestVideoFrameCallback'] };
    const own = [];
    for (const [name, methods] of Object.entries(names)) {
      for (const method of methods) {
        const native = there[name].prototype[method];
        const mine = function mine(...args) { return native.apply(this, args); };
        there[name].prototype[method] = mine;
        own.push([there[name].prototype, method, mine]);
      }
    }
    use(there);
    return own.map(([prototype, method, mine]) => prototype[method] === mine);
  }));

probe('functions taken before the first connection are those after it', () =>
  within((there) => {
    const members = () =>
      there.Object.getOwnPropertyNames(there).flatMap((name) => {
        const { prototype } = Object.getOwnPropertyDescriptor(there, name).value ?? {};
        const own = prototype ? Reflect.ownKeys(prototype).map((key) => [`${name}.${String(key)}`, Object.getOwnPropertyDescriptor(prototype, key)]) : [];
        return [[name, Object.getOwnPropertyDescriptor(there, name)], ...own];
      });
    const before = new Map(members());
    use(there);
    return members().filter(([name, now]) => ['value', 'get', 'set'].some((part) => typeof now[part] === 'function' && now[part] !== before.get(name)?.[part])).map(([name]) => name).sort();
  }));

probe('a class that is deleted, wrapped and put back', () =>
  within((there) => {
    const Native = there.RTCPeerConnection;
    const descriptor = Object.getOwnPropertyDescriptor(there, 'RTCPeerConnection');
    const deleted = [delete there.RTCPeerConnection, typeof there.RTCPeerConnection, 'RTCPeerConnection' in there, Object.keys(there).includes('RTCPeerConnection')];
    there.RTCPeerConnection = function Wrapper(...args) {
      return new Native(...args);
    };
    there.RTCPeerConnection.prototype = Native.prototype;
    const seen = [...deleted, use(there), new there.RTCPeerConnection().constructor === Native, there.RTCPeerConnection.name];
    Object.defineProperty(there, 'RTCPeerConnection', descriptor);
    return [...seen, use(there), there.RTCPeerConnection === Native, there.RTCPeerConnection.prototype.constructor === Native];
  }));

probe('a class that is wrapped by a proxy and by a subclass', () =>
  within((there) => {
    const Native = there.RTCPeerConnection;
    there.RTCPeerConnection = new Proxy(Native, { construct: (target, args, newTarget) => Object.assign(Reflect.construct(target, args, newTarget), { wrapped: true }) });
    const proxied = [use(there), new there.RTCPeerConnection().wrapped, there.RTCPeerConnection.name, Function.prototype.toString.call(there.RTCPeerConnection).length > 0];
    there.RTCPeerConnection = class extends Native {
      close() {
        super.close();
        this.closedByPage = true;
      }
    };
    const peer = new there.RTCPeerConnection();
    peer.close();
    return [proxied, use(there), peer.closedByPage, peer.signalingState];
  }));

probe('the language replaced', () =>
  within(async (there) => {
    const log = [];
    const spoil = (object, name) => {
      const native = object[name];
      object[name] = function (...args) {
        log.push(name);
        return there.Reflect.apply(native, this, args);
      };
    };
    const { Reflect: R } = window;
    there.Reflect.apply = R.apply;
    for (const name of ['get', 'set', 'has', 'forEach', 'delete']) spoil(there.Map.prototype, name);
    for (const name of ['get', 'set', 'has']) spoil(there.WeakMap.prototype, name);
    for (const name of ['push', 'map', 'filter', 'forEach', 'slice', 'join', 'concat']) spoil(there.Array.prototype, name);
    for (const name of ['call', 'apply', 'bind']) spoil(there.Function.prototype, name);
    for (const name of ['slice', 'split', 'replace', 'match', 'includes', 'startsWith', 'trim']) spoil(there.String.prototype, name);
    for (const name of ['exec', 'test']) spoil(there.RegExp.prototype, name);
    for (const name of ['keys', 'defineProperty', 'getOwnPropertyDescriptor', 'assign', 'entries']) spoil(there.Object, name);
    for (const name of ['construct', 'ownKeys', 'defineProperty', 'getPrototypeOf']) spoil(there.Reflect, name);
    for (const name of ['deref']) spoil(there.WeakRef.prototype, name);
    for (const name of ['register']) spoil(there.FinalizationRegistry.prototype, name);
    for (const name of ['now']) spoil(there.Performance.prototype, name);
    spoil(there.Promise.prototype, 'then');
    spoil(there.MessagePort.prototype, 'postMessage');
    there.Array.prototype[Symbol.iterator] = () => {
      log.push('iterator');
      return { next: () => ({ done: true }) };
    };
    for (const name of ['enumerable', 'value', 'get', 'set', 'then', 'id', 'kind', 'op', 'apply', 'construct', 'stack', 'signal', 'once']) {
      there.Object.defineProperty(there.Object.prototype, name, { configurable: true, get: () => void log.push(`read ${name}`), set: () => void log.push(`set ${name}`) });
    }
    const seen = use(there);
    await later(50);
    return [seen, log];
  }));

probe('the interfaces replaced', () =>
  within((there) => {
    const log = [];
    for (const [name, members] of Object.entries({
      RTCPeerConnection: 'signalingState connectionState iceConnectionState getSenders getReceivers getTransceivers ontrack',
      MediaStreamTrack: 'readyState muted enabled label kind getSettings',
      MediaStream: 'active getTracks',
      HTMLMediaElement: 'paused readyState currentTime muted currentSrc',
      Node: 'isConnected ownerDocument',
      Element: 'id className clientWidth localName',
      Document: 'hidden defaultView pictureInPictureElement',
      RTCDataChannel: 'readyState label id',
    })) {
      for (const member of members.split(' ')) {
        Object.defineProperty(there[name].prototype, member, { configurable: true, get: () => { log.push(`${name}.${member}`); throw new Error('hostile getter'); } });
      }
    }
    const peer = new there.RTCPeerConnection();
    peer.createDataChannel('x').close();
    there.document.createElement('video').srcObject = new there.MediaStream();
    return [caught(() => peer.close()), log];
  }));
