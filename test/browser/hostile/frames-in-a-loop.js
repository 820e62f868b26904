const attack = async () => {
  const seen = [];
  for (let i = 0; i < 150; i += 1) {
    const frame = document.createElement('iframe');
    if (i % 3 === 0) frame.srcdoc = '<script>new RTCPeerConnection()</script>';
    document.body.append(frame);
    const peer = new frame.contentWindow.RTCPeerConnection();
    seen.push(peer.signalingState);
    if (i % 10 === 0) await later(10);
    frame.remove();
    seen.push(peer.signalingState, caught(() => peer.createDataChannel('x')).name);
  }
  return seen;
};
