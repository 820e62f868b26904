/** What is said of the rules for connections: the messages, then `rule.<code>.title`, `.why` and `.fix`. In a fix, lines that begin with two spaces are code. */
export const peerRulesEn = {
  'peer-superseded.element': '*Peer {peer}*[ ({camera})] is still open though *{by}* took over its video {sinceMs} ago.',
  'peer-superseded.camera': '*Peer {peer}*[ ({camera})] is still open though *{by}* connected the same camera anew {sinceMs} ago.',
  'peer-superseded.registry': '*Peer {peer}*[ ({camera})] is still open though *{by}* took its place in {registry} {sinceMs} ago.',
  'rule.peer-superseded.title': 'Connection left open after a switch',
  'rule.peer-superseded.why':
    'The page made a new connection for the same video element or camera and left the old one open. Nobody sees its pictures any more, but it goes on receiving: network, decoder and memory are spent, the server keeps the session and its FFmpeg, and each switch adds one more. An open connection is never collected, even when no variable holds it.',
  'rule.peer-superseded.fix': `Close the old connection before the new one is made, also when connecting failed:
  const old = activePeerConnections.get(cameraId);
  if (old) {
    old.getReceivers().forEach((receiver) => receiver.track.stop());
    old.ontrack = old.onicecandidate = old.onconnectionstatechange = null;
    old.close();
    activePeerConnections.delete(cameraId);
  }
  video.srcObject = null;`,

  'duplicate-mount': '*Peer {id}*[ ({camera})] was made twice at once; *{by}* is in use, this one is not.',
  'rule.duplicate-mount.title': 'Mounted twice, cleaned up never',
  'rule.duplicate-mount.why':
    'The same line made two connections within a moment, and only the second is used. A framework in strict mode, or a hot reload, mounts a component, unmounts it and mounts it again; without a clean-up the first connection stays. In production the same fault leaves one behind for each real unmount.',
  'rule.duplicate-mount.fix': `Give the effect a clean-up that closes what it made, also when it is not finished:
  useEffect(() => {
    const pc = new RTCPeerConnection();
    const stop = new AbortController();
    void connect(pc, stop.signal);
    return () => {
      stop.abort();
      pc.close();
    };
  }, [camera]);`,

  'peer-after-teardown.connected': '*Peer {id}* was made after its player had been removed {sinceMs} ago, and nothing uses it.',
  'peer-after-teardown.tries':
    'New connections are tried again and again ({count} so far, *{id}* is the newest), though the player was removed {sinceMs} ago.',
  'rule.peer-after-teardown.title': 'Retry that outlived its player',
  'rule.peer-after-teardown.why':
    'A timer that tries to connect anew was not cleared when its player was removed. Each attempt costs a connection and a request, and one that succeeds streams to nobody.',
  'rule.peer-after-teardown.fix': `Clear the timer, abort the request, and give up when the player is gone:
  destroy() {
    clearTimeout(this.retryTimer);
    this.controller.abort();
    this.pc?.close();
    this.destroyed = true;
  }`,

  'peer-abandoned.refused': '*Peer {id}*[ ({camera})] is still open, though its request was refused[ with {status}].',
  'peer-abandoned.failed': '*Peer {id}*[ ({camera})] failed {sinceMs} ago and was not closed.',
  'peer-abandoned.overtaken': '*Peer {id}*[ ({camera})] was never set up; a newer one took its place {sinceMs} ago.',
  'peer-abandoned.probe': '*Peer {id}* was made {sinceMs} ago, never used, and not closed.',
  'peer-abandoned.lost': '*Peer {id}*[ ({camera})] has been disconnected for {sinceMs} and was not closed.',
  'peer-abandoned.unanswered': '*Peer {id}*[ ({camera})] made an offer {sinceMs} ago that nobody answered, and was not closed.',
  'peer-abandoned.given-up': '*Peer {id}*[ ({camera})] made an offer that nobody answered; {sinceMs} ago all that it was to send was stopped, but it was not closed.',
  'peer-abandoned.waiting': '*Peer {id}*[ ({camera})] was made {sinceMs} ago and is not set up yet.',
  'rule.peer-abandoned.title': 'Connection that came to nothing and was not closed',
  'rule.peer-abandoned.why':
    'Closing was forgotten on the way out of an error, or a late answer of an old switch found its connection overtaken. It does nothing, but counts towards the limit of 500 and is never collected.',
  'rule.peer-abandoned.fix': `Close it in every way out, and check after each await whether it is still wanted:
  const pc = new RTCPeerConnection();
  try {
    await connect(pc);
    if (generation !== current) throw new Error('overtaken');
  } catch (error) {
    pc.close();
    throw error;
  }`,

  'peer-unused.view-gone': '*Peer {id}*[ ({camera})] is still open, though nothing has shown it for {sinceMs}.',
  'peer-unused.session-deleted': '*Peer {id}*[ ({camera})] is still open, though its session was deleted {sinceMs} ago.',
  'peer-unused.never-shown': '*Peer {id}*[ ({camera})] receives, and was never shown anywhere.',
  'peer-unused.sends-nothing': '*Peer {id}*[ ({camera})] is still open, though all that it sent was stopped {sinceMs} ago.',
  'peer-unused.channels-closed': '*Peer {id}* is still open, though its last data channel was closed {sinceMs} ago.',
  'rule.peer-unused.title': 'Connection that nothing uses',
  'rule.peer-unused.why':
    'Its view was emptied or taken out of the document, its session was deleted, its channels are closed, or it came up when nobody waited for it any more; and nothing else uses what it receives. An open connection goes on receiving, and is never collected even when no variable holds it.',
  'rule.peer-unused.fix': `Close it where the view is removed, and check after each await whether it is still wanted:
  onBeforeUnmount(() => {
    generation += 1;
    video.srcObject = null;
    pc?.close();
  });
  async function connect() {
    const mine = generation;
    const created = new RTCPeerConnection();
    await negotiate(created);
    if (mine !== generation) created.close();
  }`,

  'peers-grow': '*Peer {id}* is one of {count} that the same line made one after the other; nothing uses it.',
  'rule.peers-grow.title': 'Connections pile up',
  'rule.peers-grow.why': 'One line of the page makes connection after connection, and those before the newest are open without any use.',
  'rule.peers-grow.fix': `Keep the current connection in one place and close it before the next is made:
  current?.close();
  current = new RTCPeerConnection(config);`,

  'connection-limit.near': 'Only {left} of 500 connections are left in this page: {open} are open, {closed} closed but not collected.',
  'connection-limit.refused': 'The browser refused to make another connection: {open} are open, {closed} closed but not collected.',
  'rule.connection-limit.title': 'Limit of 500 connections',
  'rule.connection-limit.why':
    'Chromium allows 500 connection objects in a page’s process. Closed ones count until they are collected, which takes a while, and forever if something refers to them.',
  'rule.connection-limit.fix': 'Close what is open (see the other problems), drop references to closed connections, and space out retries.',

  'hidden-tab': '*Peer {id}*[ ({camera})] has streamed to a hidden tab for {sinceMs}.',
  'rule.hidden-tab.title': 'Hidden tab that goes on streaming',
  'rule.hidden-tab.why': 'Nobody sees the picture, and it costs network, battery and the camera’s FFmpeg. A short time is fine, for a quick return.',
  'rule.hidden-tab.fix': `  document.addEventListener('visibilitychange', () => {
    if (document.hidden) timer = setTimeout(disconnect, 60_000);
    else clearTimeout(timer);
  });`,

  'picture-in-picture': '*{label}* goes on in picture-in-picture, though it was taken out of the page {sinceMs} ago.',
  'rule.picture-in-picture.title': 'Picture-in-picture outlives its view',
  'rule.picture-in-picture.why':
    'The browser keeps a video in picture-in-picture even when its element is removed from the document. Somebody may be watching it there; when the view was closed for good, the stream runs on unnoticed.',
  'rule.picture-in-picture.fix': `When the view is closed for good, leave picture-in-picture first:
  if (document.pictureInPictureElement === video) await document.exitPictureInPicture();
  video.srcObject = null;
  pc.close();`,

  'registry-keeps-closed': '*Peer {id}* was closed {sinceMs} ago and is still in {registry}.',
  'rule.registry-keeps-closed.title': 'Closed connection in the registry',
  'rule.registry-keeps-closed.why': 'What is in the registry is never collected, and a reader of the registry takes it for a connection that works.',
  'rule.registry-keeps-closed.fix': `Take it out where it is closed:
  pc.close();
  activePeerConnections.delete(cameraId);`,

  'peer-retained': '*Peer {id}* was closed {sinceMs} ago, and a full collection did not take it: something refers to it.',
  'rule.peer-retained.title': 'Closed, but still referenced',
  'rule.peer-retained.why':
    'A closed connection is collected unless a variable, a Map, a closure, a timer or one of its transceivers refers to it. One is harmless; many reach the limit of 500.',
  'rule.peer-retained.fix': `  pc.ontrack = pc.onicecandidate = pc.onconnectionstatechange = null;
  activePeerConnections.delete(cameraId);
  this.pc = undefined;`,

  'handlers-left': '*Peer {id}* was closed {sinceMs} ago with handlers still set: {names}.',
  'rule.handlers-left.title': 'Handlers left on a closed connection',
  'rule.handlers-left.why':
    'close() fires no event, so they are never called again; what they refer to (elements, views, streams) is kept as long as the connection is.',
  'rule.handlers-left.fix': `  pc.ontrack = null;
  pc.onicecandidate = null;
  pc.oniceconnectionstatechange = null;
  pc.onconnectionstatechange = null;
  pc.close();`,

  'stats-after-close': 'getStats() was called {count} times on *peer {id}* after it was closed.',
  'rule.stats-after-close.title': 'Poller that was not stopped',
  'rule.stats-after-close.why':
    'getStats() does not fail on a closed connection, so the timer that calls it runs on and keeps the connection from being collected.',
  'rule.stats-after-close.fix': `  clearInterval(statsTimer);
  pc.close();`,

  'transceivers-pile-up': '{idle} of the {count} transceivers of *peer {id}* do nothing.',
  'rule.transceivers-pile-up.title': 'Transceivers pile up',
  'rule.transceivers-pile-up.why': 'Every renegotiation carries all of them: the description grows, and with it the time of each negotiation.',
  'rule.transceivers-pile-up.fix': `Use one again, or stop it:
  await transceiver.sender.replaceTrack(track);
  transceiver.stop();`,

  'channel-left':
    '*Data channel {id}*[ ({label})] is one of {count} that the same line opened on one connection; nothing has gone over it for {sinceMs}.',
  'rule.channel-left.title': 'Data channels pile up',
  'rule.channel-left.why':
    'A channel was opened for each task and never closed. Each has buffers and handlers at both ends, and a connection has room for some thousand at most.',
  'rule.channel-left.fix': `Close the channel when its task is done, or use one for all:
  channel.onmessage = null;
  channel.close();`,
} as const;
