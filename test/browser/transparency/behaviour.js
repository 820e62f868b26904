// What a page can see of the platform by using it, rightly and wrongly. Each probe gives something that can be written as JSON; two browsers
// that behave alike give the same.
const failure = (error) => ({ is: error instanceof Error || error instanceof DOMException, name: error.name, message: error.message, type: Object.prototype.toString.call(error) });
const caught = (work) => {
  try {
    return { value: String(work()) };
  } catch (error) {
    return failure(error);
  }
};
const rejected = async (promise) => {
  try {
    await promise;
    return 'fulfilled';
  } catch (error) {
    return failure(error);
  }
};
/** The functions on the stack of an error, without the places. */
const frames = (error) => error.stack.split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.trim().replace(/\(?(https?|chrome-extension|node|file):.*$/, (place) => (place.includes('extension') ? 'EXTENSION' : '')).trim());
const thrown = (work) => {
  try {
    work();
  } catch (error) {
    return frames(error);
  }
};
const connect = async (a, b) => {
  a.onicecandidate = ({ candidate }) => candidate && b.addIceCandidate(candidate).catch(() => {});
  b.onicecandidate = ({ candidate }) => candidate && a.addIceCandidate(candidate).catch(() => {});
  await a.setLocalDescription();
  await b.setRemoteDescription(a.localDescription);
  await b.setLocalDescription();
  await a.setRemoteDescription(b.localDescription);
};
/** In which order the reactions of a promise, and microtasks beside it, run. */
const order = async (start) => {
  const log = [];
  const promise = start();
  promise.then(() => log.push('first'), () => log.push('first'));
  promise.then(() => log.push('second'), () => log.push('second'));
  (async () => {
    await promise.catch(() => {});
    log.push('awaited');
  })();
  await promise.catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 20));
  return log;
};
const RECEIVERS = [undefined, null, 1, 'text', {}, Object.create(RTCPeerConnection.prototype), document];
const METHODS = {
  RTCPeerConnection: ['close', 'addTrack', 'removeTrack', 'addTransceiver', 'createDataChannel', 'getStats', 'setLocalDescription', 'createOffer'],
  MediaStreamTrack: ['stop', 'clone', 'applyConstraints'],
  MediaStream: ['addTrack', 'removeTrack', 'clone', 'getTracks'],
  RTCRtpSender: ['replaceTrack'],
  RTCDataChannel: ['close', 'send'],
  HTMLMediaElement: ['play', 'load', 'captureStream'],
  HTMLCanvasElement: ['captureStream', 'getContext'],
  CanvasRenderingContext2D: ['drawImage'],
  AudioContext: ['close', 'createMediaStreamSource', 'createMediaStreamDestination'],
  MediaRecorder: ['start', 'stop'],
  XMLHttpRequest: ['open', 'send', 'setRequestHeader'],
  WebSocket: ['close', 'send'],
  EventTarget: ['addEventListener', 'removeEventListener', 'dispatchEvent'],
  MediaDevices: ['getUserMedia', 'getDisplayMedia'],
  Node: ['appendChild', 'removeChild'],
  ReadableStreamDefaultReader: ['read'],
};
const CLASSES = ['RTCPeerConnection', 'MediaStream', 'MediaRecorder', 'AudioContext', 'WebSocket', 'XMLHttpRequest', 'RTCRtpScriptTransform', 'MediaStreamTrackProcessor', 'MediaStreamTrackGenerator', 'OffscreenCanvas', 'VideoFrame', 'MediaSource', 'ImageCapture'];

const probes = {
  'a method called on what is none of its own': () =>
    Object.fromEntries(
      Object.entries(METHODS).flatMap(([name, methods]) => methods.map((method) => [`${name}.${method}`, RECEIVERS.map((receiver) => caught(() => window[name]?.prototype[method]?.call(receiver)))])),
    ),
  'a setter called on what is none of its own': () => RECEIVERS.map((receiver) => caught(() => Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject').set.call(receiver, null))),
  'a wrong value set': () => [1, 'text', {}, document].map((value) => caught(() => { document.createElement('video').srcObject = value; })),
  'a method with too few arguments': () => [
    caught(() => new RTCPeerConnection().addTrack()), caught(() => new RTCPeerConnection().createDataChannel()), caught(() => new MediaStream().addTrack()),
    caught(() => new XMLHttpRequest().open()), caught(() => new WebSocket()), caught(() => new RTCPeerConnection({ iceServers: 1 })), caught(() => new RTCPeerConnection({ iceServers: [{ urls: 'nonsense' }] })),
    caught(() => new AudioContext({ sampleRate: -1 })), caught(() => new MediaRecorder(new MediaStream(), { mimeType: 'video/none' })), caught(() => new WebSocket('nonsense:')),
  ],
  'a class called without new': () => CLASSES.map((name) => caught(() => window[name]?.())),
  'Reflect.construct with another new.target': () =>
    ['RTCPeerConnection', 'MediaStream', 'XMLHttpRequest'].map((name) => {
      function Other() {}
      const made = Reflect.construct(window[name], [], Other);
      return [Object.getPrototypeOf(made) === Other.prototype, made instanceof window[name], Object.prototype.toString.call(made)];
    }),
  'a subclass': () => {
    class Mine extends RTCPeerConnection {
      constructor(...args) {
        super(...args);
        this.newTarget = new.target.name;
      }
      close() {
        this.mine = true;
        return super.close();
      }
    }
    const pc = new Mine();
    pc.close();
    return [pc.newTarget, pc.mine, pc.signalingState, pc instanceof Mine, pc instanceof RTCPeerConnection, pc.constructor === Mine, Object.getPrototypeOf(Mine) === RTCPeerConnection, Object.keys(pc)];
  },
  'a subclass of each': () => CLASSES.filter((name) => window[name]).map((name) => caught(() => Object.getPrototypeOf(new (class extends window[name] {})().constructor) === window[name])),
  'what an object is': () => {
    const pc = new RTCPeerConnection();
    const seen = [Object.keys(pc), Reflect.ownKeys(pc).map(String), pc.constructor === RTCPeerConnection, pc.constructor.name, pc.toString(), JSON.stringify(pc), Object.getPrototypeOf(pc) === RTCPeerConnection.prototype, Object.isExtensible(pc)];
    pc.close();
    return seen;
  },
  'older names are the same class': () => [window.webkitRTCPeerConnection === RTCPeerConnection, window.webkitMediaStream === MediaStream, RTCPeerConnection === RTCPeerConnection.prototype.constructor],
  'names kept in variables are the same function': () => [RTCPeerConnection.prototype.close === new RTCPeerConnection().close, navigator.mediaDevices.getUserMedia === MediaDevices.prototype.getUserMedia, fetch === window.fetch, self.fetch === globalThis.fetch],
  'statics': async () => [typeof (await RTCPeerConnection.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' })).expires, await rejected(RTCPeerConnection.generateCertificate('nonsense')), MediaRecorder.isTypeSupported('video/webm'), MediaSource.isTypeSupported('video/mp4'), WebSocket.OPEN],
  'bound, called and applied': () => [
    RTCPeerConnection.prototype.close.bind(1).name, String(RTCPeerConnection.prototype.close.bind(1)), RTCPeerConnection.bind(null).name,
    new (RTCPeerConnection.bind(null))().signalingState, Function.prototype.toString.call(fetch.bind(window)), Function.prototype.toString.call(RTCPeerConnection), Function.prototype.toString.call(Function.prototype.toString),
    caught(() => Function.prototype.toString.call({})), caught(() => Function.prototype.toString.call(new Proxy({}, {}))), Function.prototype.toString.call(new Proxy(() => 1, {})), Function.prototype.toString.call(class A { b() {} }),
  ],
  'frames on the stack of what a native function throws': () => [
    thrown(() => RTCPeerConnection.prototype.close.call({})), thrown(() => new RTCPeerConnection({ iceServers: 1 })), thrown(() => new RTCPeerConnection().addTrack(1)), thrown(() => { document.createElement('video').srcObject = 1; }),
    thrown(() => new WebSocket('nonsense:')), thrown(() => new MediaRecorder(new MediaStream(), { mimeType: 'video/none' })), thrown(() => new XMLHttpRequest().open()), thrown(() => Function.prototype.toString.call({})),
  ],
  'frames on the stack of what the page throws in a call': () => {
    const own = () => {
      throw new Error('own');
    };
    return [thrown(() => new RTCPeerConnection({ get iceServers() { return own(); } })), thrown(() => new RTCPeerConnection().createDataChannel({ toString: own })), thrown(() => fetch({ toString: own })), thrown(() => new XMLHttpRequest().open('GET', { toString: own }))];
  },
  'how deep a function may call itself': () => {
    const pc = new RTCPeerConnection();
    let depth = 0;
    const recurse = () => {
      depth += 1;
      pc.getSenders();
      recurse();
    };
    const { name, message } = thrown.call ? caught(recurse) : {};
    return [name, message, depth > 1000];
  },
  'how often an argument is read': async () => {
    const log = [];
    const spy = (object, name) => new Proxy(object, { get(target, key) { log.push(`${name}.${String(key)}`); return target[key]; }, has(target, key) { log.push(`${name} has ${String(key)}`); return key in target; }, ownKeys(target) { log.push(`${name} keys`); return Reflect.ownKeys(target); }, getOwnPropertyDescriptor(target, key) { log.push(`${name} own ${String(key)}`); return Reflect.getOwnPropertyDescriptor(target, key); } });
    new RTCPeerConnection(spy({ iceServers: [] }, 'configuration')).addTransceiver('video', spy({ direction: 'recvonly' }, 'init'));
    await fetch('/nothing', spy({ method: 'POST', headers: spy({ 'content-type': 'application/sdp' }, 'headers'), body: 'v=0' }, 'fetch')).catch(() => {});
    await navigator.mediaDevices.getUserMedia(spy({ video: true }, 'constraints')).then((stream) => stream.getTracks().forEach((track) => track.stop()), () => {});
    new RTCPeerConnection().createDataChannel('x', spy({ ordered: true }, 'channel'));
    return log;
  },
  'how often an argument is turned into a string': async () => {
    let count = 0;
    const text = (value) => ({ toString() { count += 1; return value; } });
    await fetch(text('/nothing'), { method: 'POST', headers: { 'content-type': 'application/sdp' }, body: text('v=0') }).catch(() => {});
    new RTCPeerConnection().createDataChannel(text('x'));
    const xhr = new XMLHttpRequest();
    xhr.open(text('GET'), text('/nothing'));
    xhr.setRequestHeader(text('x-a'), text('b'));
    return count;
  },
  'what a fetch gives': async () => {
    const response = await fetch('/nothing', { method: 'POST', headers: { 'content-type': 'application/sdp' }, body: 'v=0' });
    return [response.status, response.bodyUsed, response.type, response.constructor === Response, (await response.text()).length, await rejected(fetch('http://127.0.0.1:1/', { method: 'POST', headers: { 'content-type': 'application/sdp' }, body: 'v=0' })), await rejected(fetch('nonsense://')), await rejected(fetch('/nothing', { signal: AbortSignal.abort() }))];
  },
  'a promise is one of this page': async () => [
    fetch('/nothing') instanceof Promise, Object.getPrototypeOf(fetch('/nothing')) === Promise.prototype, navigator.mediaDevices.getUserMedia({ video: true }).constructor === Promise, new RTCPeerConnection().getStats() instanceof Promise,
    Reflect.ownKeys(fetch('/nothing')).length, await rejected(new RTCPeerConnection().addTransceiver('video').sender.replaceTrack(1)),
  ],
  'the order of a fetch': () => order(() => fetch('/nothing')),
  'the order of the POST of an offer': () => order(() => fetch('/nothing', { method: 'POST', headers: { 'content-type': 'application/sdp' }, body: 'v=0' })),
  'the order of setLocalDescription': () => order(() => new RTCPeerConnection().setLocalDescription()),
  'the order of getStats': () => order(() => new RTCPeerConnection().getStats()),
  'the order of getUserMedia': () => order(() => navigator.mediaDevices.getUserMedia({ video: true })),
  'the order of a failing getUserMedia': () => order(() => navigator.mediaDevices.getUserMedia({})),
  'microtasks beside getUserMedia': async () => {
    const log = [];
    const mine = navigator.mediaDevices.getUserMedia({ video: true }).then((stream) => {
      log.push('stream');
      queueMicrotask(() => log.push('microtask'));
      stream.getTracks().forEach((track) => track.stop());
    });
    await mine;
    log.push('after');
    await Promise.resolve();
    return log;
  },
  'unhandled rejections': async () => {
    const seen = [];
    const note = (event) => {
      event.preventDefault();
      seen.push([event.type, String(event.reason)]);
    };
    addEventListener('unhandledrejection', note);
    addEventListener('rejectionhandled', note);
    navigator.mediaDevices.getUserMedia({});
    fetch('nonsense://');
    new RTCPeerConnection().addIceCandidate({ candidate: 'nonsense', sdpMid: '0' });
    const late = fetch('nonsense://');
    await new Promise((resolve) => setTimeout(resolve, 60));
    late.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 60));
    removeEventListener('unhandledrejection', note);
    removeEventListener('rejectionhandled', note);
    return seen.sort();
  },
  'the order of handlers and listeners': async () => {
    const log = [];
    const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
    a.addEventListener('signalingstatechange', () => log.push('listener 1'));
    a.onsignalingstatechange = () => log.push('handler');
    a.addEventListener('signalingstatechange', () => log.push('listener 2'));
    a.createDataChannel('x').onopen = () => log.push('open');
    b.ondatachannel = ({ channel }) => log.push(`channel ${channel.label}`);
    await connect(a, b);
    for (let i = 0; i < 100 && a.connectionState !== 'connected'; i += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 200));
    const state = a.connectionState;
    a.close();
    b.close();
    return [log.filter((line) => line !== 'open').sort(), log.includes('open'), state, a.signalingState];
  },
  'an event that stops itself': async () => {
    const pc = new RTCPeerConnection();
    const log = [];
    pc.addEventListener('signalingstatechange', (event) => { event.stopImmediatePropagation(); log.push('only'); });
    pc.addEventListener('signalingstatechange', () => log.push('never'));
    pc.addTransceiver('video');
    await pc.setLocalDescription();
    await new Promise((resolve) => setTimeout(resolve, 20));
    pc.close();
    return log;
  },
  'a made-up event': () => {
    const pc = new RTCPeerConnection();
    const log = [];
    pc.onconnectionstatechange = (event) => log.push([event.isTrusted, event.type]);
    pc.dispatchEvent(new Event('connectionstatechange'));
    pc.dispatchEvent(new Event('track'));
    return log;
  },
  'a track, its clones and streams': async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    const [track] = stream.getTracks();
    const clone = track.clone();
    const ended = [];
    track.onended = () => ended.push('ended');
    track.stop();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const copy = stream.clone();
    const seen = [track.readyState, clone.readyState, ended, clone.constructor === MediaStreamTrack, copy.getTracks().length, stream.active, Reflect.ownKeys(track).length, Reflect.ownKeys(stream).length];
    clone.stop();
    return seen;
  },
  'an element and its stream': async () => {
    const video = document.createElement('video');
    const stream = new MediaStream();
    const seen = [video.srcObject, (video.srcObject = stream) === stream, video.srcObject === stream];
    video.srcObject = null;
    return [...seen, video.srcObject, video.attributes.length, Reflect.ownKeys(video).length, video.outerHTML];
  },
  'frozen and redefined prototypes': () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const { RTCPeerConnection: Peer, Object: O } = frame.contentWindow;
    O.freeze(Peer.prototype);
    const pc = new Peer();
    pc.close();
    const tried = caught(() => { 'use strict'; Peer.prototype.close = 1; });
    const other = document.createElement('iframe');
    document.body.append(other);
    const Other = other.contentWindow.RTCPeerConnection;
    let calls = 0;
    const native = Other.prototype.close;
    Object.defineProperty(Other.prototype, 'close', { configurable: true, writable: true, enumerable: true, value() { calls += 1; return native.call(this); } });
    const peer = new Other();
    peer.close();
    delete Other.prototype.close;
    const seen = [pc.signalingState, tried, calls, peer.signalingState, typeof new Other().close];
    frame.remove();
    other.remove();
    return seen;
  },
  'a class that is deleted, wrapped and put back': () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const there = frame.contentWindow;
    const Native = there.RTCPeerConnection;
    const deleted = [delete there.RTCPeerConnection, typeof there.RTCPeerConnection, 'RTCPeerConnection' in there];
    there.RTCPeerConnection = function Wrapper(...args) {
      return new Native(...args);
    };
    there.RTCPeerConnection.prototype = Native.prototype;
    const pc = new there.RTCPeerConnection();
    const seen = [...deleted, pc instanceof there.RTCPeerConnection, pc.constructor === Native, there.RTCPeerConnection.name];
    pc.close();
    frame.remove();
    return seen;
  },
  'no traces': async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return [
      performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /extension/.test(name)),
      [...document.querySelectorAll('script')].filter((script) => /extension/.test(script.src)).length,
      document.documentElement.getAttributeNames(),
      Object.keys(window).filter((name) => /rtc|leak|inspector|hook/i.test(name)).sort(),
      Object.keys(localStorage).length, document.cookie,
    ];
  },
  'structured clone': () => [caught(() => structuredClone(new RTCPeerConnection())), caught(() => structuredClone(RTCPeerConnection)), caught(() => postMessage(fetch, '*'))],
  'the limit of connections': () => {
    const made = [];
    try {
      for (let i = 0; i < 600; i += 1) made.push(new RTCPeerConnection());
    } catch (error) {
      made.forEach((pc) => pc.close());
      return failure(error);
    }
    return made.length;
  },
};

/** Runs every probe, the limit of connections last. */
window.behaviour = async () => {
  const seen = {};
  for (const [name, probe] of Object.entries(probes)) {
    try {
      seen[name] = await probe();
    } catch (error) {
      seen[name] = { thrown: failure(error) };
    }
  }
  return JSON.parse(JSON.stringify(seen));
};
