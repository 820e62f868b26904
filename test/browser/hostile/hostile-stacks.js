const attack = async () => {
  const calls = [];
  const seen = [];
  const use = () => {
    const peer = new RTCPeerConnection();
    peer.close();
    seen.push(peer.signalingState);
  };
  const { stackTraceLimit } = Error;
  Error.prepareStackTrace = (error) => {
    calls.push(String(error.message));
    throw new Error('hostile formatter');
  };
  use();
  Error.stackTraceLimit = 0;
  use();
  Error.stackTraceLimit = 'nonsense';
  use();
  delete Error.stackTraceLimit;
  use();
  Object.defineProperty(Error, 'stackTraceLimit', { configurable: true, get() { calls.push('limit read'); return 5; }, set() { calls.push('limit set'); } });
  use();
  Object.defineProperty(Error, 'prepareStackTrace', { configurable: true, get() { calls.push('formatter read'); throw new Error('hostile getter'); } });
  use();
  delete Error.prepareStackTrace;
  Object.defineProperty(Error, 'stackTraceLimit', { configurable: true, writable: true, enumerable: true, value: stackTraceLimit });
  Error.prepareStackTrace = () => ({ toString: () => calls.push('text made') });
  use();
  delete Error.prepareStackTrace;
  Object.freeze(Error);
  use();
  return [seen, calls];
};
