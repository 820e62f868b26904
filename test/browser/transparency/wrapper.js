// As sites and older libraries do it: the class is replaced by a plain function that makes the native one, and methods by functions of the page.
const NativePeer = window.RTCPeerConnection;
window.RTCPeerConnection = function RTCPeerConnection(configuration) {
  const peer = new NativePeer(configuration);
  peer.madeBy = 'wrapper';
  return peer;
};
window.RTCPeerConnection.prototype = NativePeer.prototype;
for (const name of Object.getOwnPropertyNames(NativePeer)) if (!(name in window.RTCPeerConnection)) window.RTCPeerConnection[name] = NativePeer[name];
const nativeClose = NativePeer.prototype.close;
NativePeer.prototype.close = function close() {
  this.closedBy = 'wrapper';
  return nativeClose.call(this);
};
const nativeGetUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = (constraints) => nativeGetUserMedia(constraints);
const nativeFetch = window.fetch;
window.fetch = (...args) => nativeFetch(...args);
