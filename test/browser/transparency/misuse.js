const RECEIVERS = [null, 1, 'text', {}, new Event('x'), Symbol.iterator];
const wrongReceivers = (prototype) => [...RECEIVERS, Object.create(prototype), prototype, new Proxy(Object.create(prototype), {})];

probe('every member, used on what is none of its own', async () => {
  const seen = {};
  const waiting = [];
  for (const name of INTERFACES) {
    eachMember(name, (member, native, prototype) => {
      waiting.push(Promise.all(wrongReceivers(prototype).map((receiver) => settled(() => native.call(receiver)))).then((all) => (seen[member] = all)));
    });
  }
  await Promise.all(waiting);
  return Object.fromEntries(Object.entries(seen).sort(([a], [b]) => (a < b ? -1 : 1)));
});

probe('every class called without new', () => Object.fromEntries(INTERFACES.map((name) => [name, caught(() => typeof window[name]())])));

probe('every method called with new', () => {
  const seen = {};
  for (const name of INTERFACES) eachMember(name, (member, native) => (seen[member] = caught(() => new native())));
  for (const name of ['fetch', 'createImageBitmap', 'addEventListener', 'queueMicrotask', 'structuredClone']) seen[name] = caught(() => new window[name]());
  return seen;
});

probe('every class made with nothing, and with what is wrong', () => {
  const wrong = [[], [undefined], [null], [1, 2, 3], ['nonsense:'], [{}], [Symbol.iterator], [document]];
  const classes = INTERFACES.filter((name) => name !== 'Function' && name !== 'Blob' && !/Context$/.test(name));
  return Object.fromEntries(classes.map((name) => [name, wrong.map((args) => caught(() => typeof new window[name](...args)))]));
});

probe('methods given what is wrong', async () => {
  const peer = new RTCPeerConnection();
  const stream = new MediaStream();
  const channel = peer.createDataChannel('x');
  const { sender } = peer.addTransceiver('video');
  const audio = new AudioContext();
  const video = document.createElement('video');
  const canvas = document.createElement('canvas').getContext('2d');
  const xhr = new XMLHttpRequest();
  const targets = {
    peer: [peer, 'addTrack removeTrack addTransceiver addStream createDataChannel getStats setLocalDescription setRemoteDescription addIceCandidate'],
    stream: [stream, 'addTrack removeTrack getTrackById'],
    channel: [channel, 'send'],
    sender: [sender, 'replaceTrack setParameters setStreams'],
    audio: [audio, 'createMediaStreamSource createMediaElementSource setSinkId'],
    node: [audio.createGain(), 'connect disconnect'],
    canvas: [canvas, 'drawImage'],
    video: [video, 'requestVideoFrameCallback setSinkId'],
    devices: [navigator.mediaDevices, 'getUserMedia'],
    xhr: [xhr, 'open send setRequestHeader getResponseHeader'],
    window: [window, 'fetch createImageBitmap addEventListener removeEventListener'],
    url: [URL, 'createObjectURL revokeObjectURL'],
  };
  const values = [[], [undefined], [null], [1], ['text'], [{}], [Symbol.iterator], [stream, stream, stream]];
  const seen = {};
  for (const [name, [target, methods]] of Object.entries(targets)) {
    for (const method of methods.split(' ')) seen[`${name}.${method}`] = await Promise.all(values.map((args) => settled(() => target[method](...args))));
  }
  seen.srcObject = [1, 'text', {}, document, undefined, stream, null].map((value) => caught(() => (video.srcObject = value)));
  peer.close();
  await audio.close();
  return seen;
});

probe('methods of what is closed', async () => {
  const peer = new RTCPeerConnection();
  const { sender, receiver } = peer.addTransceiver('video');
  const channel = peer.createDataChannel('x');
  const track = document.createElement('canvas').captureStream().getTracks()[0];
  peer.close();
  peer.close();
  track.stop();
  track.stop();
  channel.close();
  const socket = new WebSocket(location.href.replace('http', 'ws'));
  socket.close();
  const works = [
    () => peer.addTrack(track), () => peer.addTransceiver('video'), () => peer.createDataChannel('y'), () => peer.removeTrack(sender), () => peer.setLocalDescription(),
    () => peer.createOffer(), () => sender.replaceTrack(track), () => channel.send('x'), () => socket.send('x'), () => socket.close(1), () => track.clone().readyState,
    () => receiver.track.readyState, () => new MediaRecorder(new MediaStream([track])).start(), () => peer.restartIce(),
  ];
  return [await Promise.all(works.map(settled)), channel.readyState, track.readyState, peer.getSenders().length, (await peer.getStats()) instanceof RTCStatsReport];
});
