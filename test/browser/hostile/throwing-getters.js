const SPOILED = 'then value get set writable enumerable configurable id kind op n at props stack once signal method headers body url type status';
const get = () => {
  throw new Error('hostile getter');
};
const bad = Object.freeze({ __proto__: null, configurable: true, get });
const spoil = (object, names) => names.split(' ').forEach((name) => Object.defineProperty(object, name, bad));

const attack = async () => {
  const peer = new RTCPeerConnection();
  const { sender } = peer.addTransceiver('video');
  const channel = peer.createDataChannel('x');
  const stream = document.createElement('canvas').captureStream();
  const video = document.body.appendChild(document.createElement('video'));
  video.srcObject = stream;
  const audio = new AudioContext();
  spoil(peer, 'signalingState connectionState iceConnectionState getSenders getReceivers getTransceivers getStats close ontrack constructor toString then');
  spoil(channel, 'readyState label id close');
  spoil(sender, 'track getStats');
  spoil(stream, 'active getTracks id');
  spoil(stream.constructor.prototype.getTracks.call(stream)[0], 'readyState kind label muted enabled stop');
  spoil(video, 'srcObject id className isConnected paused ownerDocument localName clientWidth');
  spoil(audio, 'state close');
  spoil(RTCPeerConnection.prototype, 'signalingState connectionState iceConnectionState');
  spoil(MediaStreamTrack.prototype, 'readyState');
  spoil(Event.prototype, 'target type');
  spoil(Object.prototype, SPOILED);
  spoil(Array.prototype, 'then toJSON 5');
  const seen = [caught(() => peer.signalingState), caught(() => video.srcObject), caught(() => channel.close()), caught(() => stream.active)];
  await later(1_200);
  for (const name of SPOILED.split(' ')) delete Object.prototype[name];
  delete Array.prototype.then;
  // Not left to the collector: an open connection may stay for as long as the page does.
  RTCPeerConnection.prototype.close.call(peer);
  return seen;
};
