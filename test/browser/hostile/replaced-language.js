/** Everything that a script could call on the way is replaced by what throws, for good. */
const attack = async () => {
  const natives = { later, Array: Array.prototype.slice };
  const thrower = () => {
    throw new Error('hostile');
  };
  const { defineProperty, getOwnPropertyNames } = Object;
  const replace = (object, names) => {
    for (let i = 0; i < names.length; i += 1) {
      try {
        defineProperty(object, names[i], { configurable: true, writable: true, value: thrower });
      } catch {
        // Not configurable.
      }
    }
  };
  const finished = natives.later(1_500);
  const peer = new RTCPeerConnection();
  const spoiled = [
    [Map.prototype, ['get', 'set', 'has', 'delete', 'forEach', 'values', 'keys', 'entries']], [WeakMap.prototype, ['get', 'set', 'has']], [Set.prototype, ['add', 'has', 'forEach', 'delete']], [WeakRef.prototype, ['deref']],
    [FinalizationRegistry.prototype, ['register']], [Array.prototype, ['push', 'map', 'filter', 'forEach', 'slice', 'join', 'concat', 'indexOf', 'includes', 'splice']], [String.prototype, ['split', 'slice', 'replace', 'match', 'startsWith', 'trim', 'replaceAll', 'includes']],
    [RegExp.prototype, ['exec', 'test']], [MessagePort.prototype, ['postMessage', 'start', 'close']], [EventTarget.prototype, ['addEventListener', 'dispatchEvent']], [Performance.prototype, ['now']], [Math, ['random', 'max', 'min']],
    [JSON, ['stringify', 'parse']], [Reflect, getOwnPropertyNames(Reflect)], [Object, ['keys', 'entries', 'assign', 'freeze', 'create', 'getOwnPropertyDescriptor', 'getPrototypeOf', 'setPrototypeOf']],
    [Function.prototype, ['call', 'apply', 'bind', 'toString']], [window, ['queueMicrotask', 'setTimeout', 'setInterval', 'structuredClone', 'postMessage', 'fetch', 'Proxy', 'WeakRef', 'MessageChannel', 'URL']],
  ];
  for (let i = 0; i < spoiled.length; i += 1) replace(spoiled[i][0], spoiled[i][1]);
  const other = new RTCPeerConnection();
  const channel = other.createDataChannel('x');
  channel.close();
  peer.close();
  other.close();
  const clone = document.createElement('canvas').captureStream().getTracks()[0].clone();
  clone.stop();
  const { then } = Promise.prototype;
  let thens = 0;
  Promise.prototype.then = function (a, b) {
    thens += 1;
    this[Symbol.iterator] = then;
    return this[Symbol.iterator](a, b);
  };
  await finished;
  Promise.prototype.then = then;
  return [peer.signalingState, other.signalingState, channel.readyState, clone.readyState, thens];
};
