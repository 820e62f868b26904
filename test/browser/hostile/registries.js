const throwing = () => {
  throw new Error('hostile trap');
};
const TRAPS = 'get set has ownKeys getOwnPropertyDescriptor getPrototypeOf defineProperty deleteProperty isExtensible';

/** Puts one thing after the other where the panel looks for connections that the page keeps. */
const attack = async () => {
  const peer = new RTCPeerConnection();
  const cyclic = { peer };
  cyclic.self = cyclic;
  cyclic.list = [cyclic, [cyclic]];
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  class OwnMap extends Map {
    forEach() {
      throwing();
    }
    get size() {
      return throwing();
    }
  }
  const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, { peer }]));
  const things = [
    cyclic, revoked.proxy, new Proxy({}, Object.fromEntries(TRAPS.split(' ').map((trap) => [trap, throwing]))), new Proxy(new Map([['x', peer]]), {}), new Proxy([peer], { ownKeys: () => ['x'.repeat(1_000_000)] }),
    new OwnMap([['x', peer]]), new Map([[cyclic, cyclic], [Symbol('x'), peer], ['<img src=x onerror=window.pwned=1>'.repeat(1_000), peer], [NaN, peer]]), new Set([cyclic, revoked.proxy, peer]), many,
    Object.defineProperty({}, 'x', { enumerable: true, get: throwing }), Object.defineProperty([1], 'length', { value: 2 ** 32 - 1 }), Object.create(revoked.proxy), null, 1, 'x'.repeat(1_000_000), Symbol('x'), () => peer, new WeakMap(), window, document,
    new Proxy(function () {}, { get: throwing }), Object.freeze({ peer }), new Uint8Array(1_000_000), BigInt(1),
  ];
  const kept = [];
  for (const thing of things) {
    window.activePeerConnections = thing;
    await later(120);
    kept.push(window.activePeerConnections === thing);
  }
  Object.defineProperty(window, 'activePeerConnections', { configurable: true, get: throwing });
  await later(300);
  delete window.activePeerConnections;
  peer.close();
  return kept;
};
