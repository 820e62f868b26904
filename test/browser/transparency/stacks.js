probe('stacks of what every member throws on what is none of its own', async () => {
  const seen = {};
  const waiting = [];
  for (const name of INTERFACES) {
    eachMember(name, (member, native) => {
      waiting.push(stackOf(() => native.call(null)).then((frames) => (seen[member] = frames)));
    });
  }
  await Promise.all(waiting);
  return Object.fromEntries(Object.entries(seen).sort(([a], [b]) => (a < b ? -1 : 1)));
});

probe('stacks of what native functions throw', () =>
  Promise.all(
    [
      () => new RTCPeerConnection({ iceServers: 1 }), () => new RTCPeerConnection().addTrack(1), () => (document.createElement('video').srcObject = 1), () => new WebSocket('nonsense:'),
      () => new MediaRecorder(new MediaStream(), { mimeType: 'video/none' }), () => new XMLHttpRequest().open(), () => Function.prototype.toString.call({}), () => RTCPeerConnection(),
      () => new MediaStreamTrackProcessor(1), () => navigator.mediaDevices.getUserMedia({}), () => fetch('nonsense://'), () => new RTCPeerConnection().addTransceiver('video').sender.replaceTrack(1),
      () => document.createElement('canvas').getContext('2d').drawImage(1), () => new AudioContext().createMediaStreamSource(new MediaStream()), () => structuredClone(RTCPeerConnection),
    ].map(stackOf),
  ));

probe('stacks of what the page throws within a call', () => {
  const own = () => {
    throw new Error('own');
  };
  return Promise.all(
    [
      () => new RTCPeerConnection({ get iceServers() { return own(); } }), () => new RTCPeerConnection().createDataChannel({ toString: own }), () => fetch({ toString: own }), () => new XMLHttpRequest().open('GET', { toString: own }),
      () => new RTCPeerConnection().addTransceiver('video', { get direction() { return own(); } }), () => navigator.mediaDevices.getUserMedia({ get video() { return own(); } }),
      () => document.dispatchEvent({ toString: own }), () => new EventTarget().addEventListener('x', null, { get once() { return own(); } }),
    ].map(stackOf),
  );
});

probe('the stack in a listener and in a reaction', async () => {
  const peer = new RTCPeerConnection();
  const stack = await new Promise((resolve) => {
    peer.addEventListener('signalingstatechange', () => resolve(framesOf(new Error('x').stack)));
    peer.createDataChannel('x');
    void peer.setLocalDescription();
  });
  const reaction = await navigator.mediaDevices.getUserMedia({ video: true }).then((stream) => {
    stream.getTracks()[0].stop();
    return framesOf(new Error('x').stack);
  });
  peer.close();
  return [stack, reaction];
});

probe('a page that formats stacks itself', async () => {
  const { prepareStackTrace, stackTraceLimit } = Error;
  const calls = [];
  Error.prepareStackTrace = (error, sites) => {
    calls.push(error.message);
    return sites.length;
  };
  const peer = new RTCPeerConnection();
  document.createElement('video').srcObject = new MediaStream();
  const own = new Error('own').stack > 0;
  peer.createDataChannel('x').close();
  Error.stackTraceLimit = 0;
  const none = new Error('none').stack;
  new RTCPeerConnection().close();
  peer.close();
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = stackTraceLimit;
  Error.prepareStackTrace = prepareStackTrace;
  if (prepareStackTrace === undefined) delete Error.prepareStackTrace;
  return [calls, own, none, limit, Reflect.ownKeys(Error).map(String), JSON.stringify(Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit'))];
});

probe('a page that seals how stacks are formatted', () => {
  const frame = document.body.appendChild(document.createElement('iframe'));
  const there = frame.contentWindow;
  there.Object.defineProperty(there.Error, 'stackTraceLimit', { value: 3, writable: false, configurable: false });
  there.Object.freeze(there.Error);
  const peer = new there.RTCPeerConnection();
  peer.close();
  const seen = [peer.signalingState, there.Error.stackTraceLimit, there.Reflect.ownKeys(there.Error).map(String)];
  frame.remove();
  return seen;
});

probe('how deep a function may call itself around a call', () => {
  const peer = new RTCPeerConnection();
  const channel = peer.createDataChannel('x');
  let depth = 0;
  const recurse = () => {
    depth += 1;
    channel.close();
    recurse();
  };
  const { name, message } = caught(recurse);
  peer.close();
  return [name, message, depth > 1_000, peer.signalingState];
});
