/** What is said of the rules for the page, as in `rules.en.ts`: the messages, then `rule.<code>.title`, `.why` and `.fix`. */
export const pageRulesEn = {
  'peer-unused': '*Peer {id}*[ ({camera})] is still open, though nothing has shown it for {sinceMs}.',
  'rule.peer-unused.title': 'Connection left open after its view was removed',
  'rule.peer-unused.why':
    'It was on show, then its element was emptied or taken out of the document, and nothing else uses what it receives. An open connection goes on receiving, and is never collected even when no variable holds it.',
  'rule.peer-unused.fix': `Close it where the view is removed:
  onBeforeUnmount(() => {
    video.srcObject = null;
    pc.close();
  });`,

  'peer-abandoned.refused': '*Peer {id}*[ ({camera})] is still open, though its request was refused[ with {status}].',
  'peer-abandoned.failed': '*Peer {id}*[ ({camera})] failed {sinceMs} ago and was not closed.',
  'peer-abandoned.overtaken': '*Peer {id}*[ ({camera})] was never set up; a newer one took its place {sinceMs} ago.',
  'peer-abandoned.probe': '*Peer {id}* was made {sinceMs} ago, never used, and not closed.',
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

  'peers-grow': '*Peer {id}* is one of {count} that the same line made one after the other; nothing uses it.',
  'rule.peers-grow.title': 'Connections pile up',
  'rule.peers-grow.why': 'One line of the page makes connection after connection, and those before the newest are open without any use.',
  'rule.peers-grow.fix': `Keep the current connection in one place and close it before the next is made:
  current?.close();
  current = new RTCPeerConnection(config);`,

  'endless-retry': 'New connections are tried again and again ({count} so far), though the player was removed {sinceMs} ago.',
  'rule.endless-retry.title': 'Retry that outlived its player',
  'rule.endless-retry.why': 'A timer that tries to connect anew was not cleared when its player was removed. Each attempt costs a connection and a request.',
  'rule.endless-retry.fix': `Clear the timer, abort the request, and give up when the player is gone:
  clearTimeout(retryTimer);
  controller.abort();`,

  'connection-limit.near': 'Only {left} of 500 connections are left in this page: {open} are open, {closed} closed but not collected.',
  'connection-limit.refused': 'The browser refused to make another connection: {open} are open, {closed} closed but not collected.',
  'rule.connection-limit.title': 'Limit of 500 connections',
  'rule.connection-limit.why':
    'Chromium allows 500 connection objects in a page’s process. Closed ones count until they are collected, which takes a while, and forever if something refers to them.',
  'rule.connection-limit.fix': 'Close what is open (see the other problems), drop references to closed connections, and space out retries.',

  'track-left-live.clone': '*Track {id}* ({media}[, {label}]), a clone, is live, though its original was stopped.',
  'track-left-live.sender-closed': '*Track {id}* ({media}[, {label}]) is live, though the connection that sent it was closed {sinceMs} ago.',
  'track-left-live.replaced': '*Track {id}* ({media}[, {label}]) was replaced {sinceMs} ago and is still live.',
  'track-left-live.dropped': '*Track {id}* ({media}[, {label}]) is live, though nothing has used it for {sinceMs}.',
  'track-left-live.never-used': '*Track {id}* ({media}[, {label}]) was captured {sinceMs} ago, is live, and nothing uses it.',
  'rule.track-left-live.title': 'Capture that was not stopped',
  'rule.track-left-live.why':
    'A captured track is live until every clone of it is stopped; closing a connection does not stop what it sent. So the camera light stays on, or the microphone stays hot.',
  'rule.track-left-live.fix': `Stop what you captured, clones too:
  stream.getTracks().forEach((track) => track.stop());
  pc.getSenders().forEach((sender) => sender.track?.stop());`,

  'track-disabled': '*Track {id}* ({media}[, {label}]) has been switched off by enabled = false for {sinceMs}; the camera is still on.',
  'rule.track-disabled.title': 'Disabled instead of stopped',
  'rule.track-disabled.why': 'enabled = false sends black pictures and keeps the camera, its light and its power. That may be meant, for a quick return.',
  'rule.track-disabled.fix': `To release the camera, stop the track and capture anew later:
  track.stop();
  await sender.replaceTrack(null);`,

  'element-keeps-stream': '*{label}* still has a stream whose {count|track|tracks} ended {sinceMs} ago.',
  'rule.element-keeps-stream.title': 'Element keeps a dead stream',
  'rule.element-keeps-stream.why': 'Neither stopping the tracks nor closing the connection empties the element: it shows the last picture and keeps the stream and a decoder.',
  'rule.element-keeps-stream.fix': `Empty it:
  video.pause();
  video.srcObject = null;
  video.removeAttribute('src');
  video.load();`,

  'detached-element.removed': '*{label}* was taken out of the document {sinceMs} ago and still has a live picture.',
  'detached-element.stuck': '*{label}* was never in the document, has waited for a first picture for {sinceMs}, and holds its stream.',
  'rule.detached-element.title': 'Video outside the document that plays on',
  'rule.detached-element.why': 'A playing element is not collected. Removing it from the document does not stop it: it decodes on, for nobody.',
  'rule.detached-element.fix': `Empty it before it is removed:
  video.srcObject = null;
  video.remove();`,

  'too-many-elements': '{count} media elements have a source; {detached} of them are outside the document.',
  'rule.too-many-elements.title': 'Too many media elements',
  'rule.too-many-elements.why': 'Each element with a source has a player. Browsers refuse further players at some number, and play() then waits for ever.',
  'rule.too-many-elements.fix': 'Use one element again for the next camera, and empty those that are not shown.',

  'audio-context-left': '*Audio context {id}* runs on, though all that went into it has ended; the same line has made a newer one.',
  'rule.audio-context-left.title': 'Audio context that was not closed',
  'rule.audio-context-left.why': 'Each running context has a thread of its own and holds its sources. Browsers allow few of them.',
  'rule.audio-context-left.fix': `Close it with its stream, or use one context for all:
  source.disconnect();
  await audioContext.close();`,

  'recorder-left': '*Recorder {id}* goes on recording, though the connection that sent the same track was closed {sinceMs} ago.',
  'rule.recorder-left.title': 'Recorder that was not stopped',
  'rule.recorder-left.why': 'It keeps the capture alive, and its pieces pile up in memory.',
  'rule.recorder-left.fix': `  if (recorder.state !== 'inactive') recorder.stop();
  recorder.stream.getTracks().forEach((track) => track.stop());`,

  'frames-not-closed': '{count} video frames that were read from *{id}* are not closed.',
  'rule.frames-not-closed.title': 'Video frames that are not closed',
  'rule.frames-not-closed.why': 'Frames come from a small pool. While they are held the capture stalls; collection comes too late to help.',
  'rule.frames-not-closed.fix': `  const { value: frame } = await reader.read();
  try { draw(frame); } finally { frame.close(); }`,

  'media-source-left': '*Media source {id}* still has its object URL; the same line has made a newer one.',
  'rule.media-source-left.title': 'Media source that was not released',
  'rule.media-source-left.why': 'The object URL keeps the media source and all that it has buffered until the page is left.',
  'rule.media-source-left.fix': `  source.addEventListener('sourceopen', () => URL.revokeObjectURL(video.src), { once: true });
  hls.destroy();`,

  'stats-after-close': 'getStats() was called {count} times on *peer {id}* after it was closed.',
  'rule.stats-after-close.title': 'Poller that was not stopped',
  'rule.stats-after-close.why': 'getStats() does not fail on a closed connection, so the timer that calls it runs on and keeps the connection from being collected.',
  'rule.stats-after-close.fix': `  clearInterval(statsTimer);
  pc.close();`,

  'transceivers-pile-up': '{idle} of the {count} transceivers of *peer {id}* do nothing.',
  'rule.transceivers-pile-up.title': 'Transceivers pile up',
  'rule.transceivers-pile-up.why': 'Every renegotiation carries all of them: the description grows, and with it the time of each negotiation.',
  'rule.transceivers-pile-up.fix': `Use one again, or stop it:
  await transceiver.sender.replaceTrack(track);
  transceiver.stop();`,

  'socket-left': '*WebSocket* to {url} is still open; {count} to this address are, and the connections of its time are closed.',
  'rule.socket-left.title': 'Signalling socket left open',
  'rule.socket-left.why': 'Each change of camera opened a socket and left it open. The server keeps a session for each.',
  'rule.socket-left.fix': `  socket.close();
  pc.close();`,

  'whep-not-deleted': '*WHEP session* of {camera} was never deleted; its connection was closed {sinceMs} ago.',
  'rule.whep-not-deleted.title': 'WHEP session without DELETE',
  'rule.whep-not-deleted.why': 'Closing the connection does not end the session: the server may keep the reader, and with it the camera’s FFmpeg, until a time-out.',
  'rule.whep-not-deleted.fix': `  const session = new URL(answer.headers.get('Location'), answer.url);
  // on close, also on pagehide:
  await fetch(session, { method: 'DELETE', keepalive: true });`,

  'whep-delete-failed.astray': 'The DELETE of the *WHEP session* of {camera} went to {url}, not to its location {location}: {status}.',
  'whep-delete-failed.refused': 'The DELETE of the *WHEP session* of {camera} was refused with {status}.',
  'whep-delete-failed.no-answer': 'The DELETE of the *WHEP session* of {camera} got no answer.',
  'rule.whep-delete-failed.title': 'WHEP DELETE that failed',
  'rule.whep-delete-failed.why':
    'Location may be relative, and a proxy may have put a prefix in front. Where another origin answers, the browser shows Location only if the server exposes it. A DELETE that nobody checks leaves the session on the server.',
  'rule.whep-delete-failed.fix': `Resolve it against the address of the answer, and look at the status:
  const session = new URL(answer.headers.get('Location'), answer.url);
  const { ok, status } = await fetch(session, { method: 'DELETE', keepalive: true });
  if (!ok && status !== 404) console.warn('WHEP DELETE', status);`,

  'hidden-tab': '*Peer {id}*[ ({camera})] has streamed to a hidden tab for {sinceMs}.',
  'rule.hidden-tab.title': 'Hidden tab that goes on streaming',
  'rule.hidden-tab.why': 'Nobody sees the picture, and it costs network, battery and the camera’s FFmpeg. A short time is fine, for a quick return.',
  'rule.hidden-tab.fix': `  document.addEventListener('visibilitychange', () => {
    if (document.hidden) timer = setTimeout(disconnect, 60_000);
    else clearTimeout(timer);
  });`,

  'peer-retained': '*Peer {id}* was closed {sinceMs} ago, and a full collection did not take it: something refers to it.',
  'rule.peer-retained.title': 'Closed, but still referenced',
  'rule.peer-retained.why':
    'A closed connection is collected unless a variable, a Map, a closure, a timer or one of its transceivers refers to it. One is harmless; many reach the limit of 500.',
  'rule.peer-retained.fix': `  pc.ontrack = pc.onicecandidate = pc.onconnectionstatechange = null;
  activePeerConnections.delete(cameraId);
  this.pc = undefined;`,

  'registry-keeps-closed': '*Peer {id}* was closed {sinceMs} ago and is still in {registry}.',
  'rule.registry-keeps-closed.title': 'Closed connection in the registry',
  'rule.registry-keeps-closed.why': 'What is in the registry is never collected, and a reader of the registry takes it for a connection that works.',
  'rule.registry-keeps-closed.fix': `Take it out where it is closed:
  pc.close();
  activePeerConnections.delete(cameraId);`,

  'handlers-left': '*Peer {id}* was closed {sinceMs} ago with handlers still set: {names}.',
  'rule.handlers-left.title': 'Handlers left on a closed connection',
  'rule.handlers-left.why': 'close() fires no event, so they are never called again; what they refer to (elements, views, streams) is kept as long as the connection is.',
  'rule.handlers-left.fix': `  pc.ontrack = null;
  pc.onicecandidate = null;
  pc.oniceconnectionstatechange = null;
  pc.onconnectionstatechange = null;
  pc.close();`,

  'evidence.origin': 'captured from {origin}',
  'evidence.handlers': 'handlers still set: {names}',
  'evidence.attached': 'in the document',
  'evidence.detached': 'not in the document',
  'related.newer': 'the newer one',
  'related.detached': 'outside the document',
  'related.served': 'served',
} as const;
