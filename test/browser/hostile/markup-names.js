const MARKUP = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>"\'&lt;{id}[x]\u202e\u0000';

/** With half a character at its end. */
const attack = async () => {
  const long = MARKUP + 'x'.repeat(1_000_000) + '\ud800';
  const peer = new RTCPeerConnection();
  const other = new RTCPeerConnection();
  window.activePeerConnections = { [MARKUP]: peer, [long]: other };
  peer.createDataChannel(MARKUP);
  peer.createDataChannel('x'.repeat(60_000));
  const video = document.createElement('video');
  video.id = long;
  video.className = `${MARKUP} ${'c '.repeat(100_000)}`;
  document.body.append(video);
  video.srcObject = document.createElement('canvas').captureStream();
  document.title = long;
  history.replaceState(null, '', `?${encodeURIComponent(MARKUP)}=${'q'.repeat(100_000)}#${encodeURIComponent(MARKUP)}`);
  const named = { [MARKUP]: () => new RTCPeerConnection() };
  const third = named[MARKUP]();
  await peer.setLocalDescription();
  const post = (path) => fetch(path, { method: 'POST', headers: { 'content-type': 'application/sdp' }, body: peer.localDescription.sdp }).then((response) => response.status, (error) => error.name);
  const statuses = [await post(`/${encodeURIComponent(MARKUP)}/whep`), await post(`/${encodeURIComponent('x'.repeat(5_000))}/whep`), await post(`/whep?src=${encodeURIComponent(MARKUP)}`)];
  addEventListener(MARKUP, () => 0);
  addEventListener(long, () => 0);
  const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/${encodeURIComponent(MARKUP)}`);
  await later(2_000);
  socket.close();
  [peer, other, third].forEach((each) => each.close());
  return [statuses, video.id.length, video.outerHTML.length, third.signalingState, window.pwned];
};
