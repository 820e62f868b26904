/** What is said of the rules that rest on a server's word, of the chains from browser to process, and of what a user can say of a server. The grammar is that of the other rules. */
export const serverRulesEn = {
  'session-not-deleted-on-server.closed': '*{server}* still serves a session of *{camera}*; its connection {peer} was closed {sinceMs} ago.',
  'session-not-deleted-on-server.deleted': '*{server}* still serves a session of *{camera}* that was deleted {sinceMs} ago.',
  'session-not-deleted-on-server.page-gone': '*{server}* still serves a session of *{camera}*; the page that made it went away {sinceMs} ago.',
  'rule.session-not-deleted-on-server.title': 'Session still on the server',
  'rule.session-not-deleted-on-server.why':
    'The browser is done with this session, but the server does not know it: no DELETE reached it, and the end of the connection did not either. It goes on sending to nobody, counts one viewer too many, and keeps the camera and its FFmpeg running. A server gives up by itself about 30 s after the last sign of life.',
  'rule.session-not-deleted-on-server.fix': `Close the connection and delete the session when playing ends, and also when the page goes away:
  const end = () => {
    pc.close();
    fetch(sessionUrl, { method: 'DELETE', keepalive: true });
  };
  addEventListener('pagehide', end);
Resolve the Location header against the URL of the POST, and look at the status of the DELETE.`,

  'reader-counted-twice': '*{server}* counts connection *{peer}* more than once as a viewer of *{camera}*, for {sinceMs} now.',
  'rule.reader-counted-twice.title': 'One viewer counted twice',
  'rule.reader-counted-twice.why':
    'One and the same connection of the page has several sessions at the server. This happens when an offer is sent again because the answer was late: the server had already made a session for the first one. The surplus session costs a place and keeps the camera busy when the real one ends.',
  'rule.reader-counted-twice.fix': `Before an offer is sent again, make a new connection and end the old attempt, also when its answer comes late:
  const response = await fetch(whepUrl, { method: 'POST', body: offer });
  const session = new URL(response.headers.get('Location'), whepUrl);
  if (attempt !== currentAttempt) await fetch(session, { method: 'DELETE' });`,

  'reader-without-peer.closed': '*{server}* has a viewer of *{camera}* that looks like a connection of this page, and that was closed {sinceMs} ago.',
  'reader-without-peer.unknown': '*{server}* has had a viewer of *{camera}* for {sinceMs} to whom no connection of this page belongs.',
  'rule.reader-without-peer.title': 'Viewer without a connection',
  'rule.reader-without-peer.why':
    'The server sends to a viewer that this page no longer has. It did not give the page an id for the session, so port, camera and time are all that tells: it is likely, not certain. Viewers in other tabs and of other people are only told where the settings say that nobody but this page uses the server.',
  'rule.reader-without-peer.fix': `Delete the session when playing ends. Where the server sends an ID header, let the page read it, so that sessions can be joined for certain:
  Access-Control-Expose-Headers: Location, ID, ETag, Link`,

  'ffmpeg-zombie': 'FFmpeg *{pid}*[ of {camera}] at *{server}* has been a zombie for {sinceMs}.',
  'rule.ffmpeg-zombie.title': 'Zombie FFmpeg',
  'rule.ffmpeg-zombie.why':
    'The process has ended, but the program that started it never asked how. Its entry stays in the process table until that program asks or ends itself; with enough of them no new process can be started. In a container the first process often does not do this duty.',
  'rule.ffmpeg-zombie.fix': `Wait for each child after it was killed:
  child.kill();
  child.wait();
In a container, let an init take care of orphans: docker run --init, or init: true in a compose file.`,

  'ffmpeg-per-camera': 'FFmpeg *{pid}* still runs for *{camera}* at *{server}* though *{newer}* was started for it {sinceMs} ago; there are {count} now.',
  'rule.ffmpeg-per-camera.title': 'More than one FFmpeg for a camera',
  'rule.ffmpeg-per-camera.why':
    'A second process was started for the camera and the first was not stopped, as after a lost camera or two viewers that came at the same moment. Each reconnect adds one more: the camera is pulled several times, and many cameras refuse more than a few connections.',
  'rule.ffmpeg-per-camera.fix': `Keep one process for each camera, let the second request wait for the first start, and await the end of the old one before a new one is started:
  start(camera) {
    this.turn = this.turn.then(() => this.stop(camera)).then(() => spawn(camera));
    return this.turn;
  }`,

  'ffmpeg-without-viewer.linger': 'FFmpeg *{pid}* of *{camera}* at *{server}* runs without a viewer for {sinceMs}, longer than the {lingerMs} allowed.',
  'ffmpeg-without-viewer.left': 'FFmpeg *{pid}* of *{camera}* at *{server}* was started for a viewer and has run without one for {sinceMs}.',
  'ffmpeg-without-viewer.stopping': 'FFmpeg *{pid}* of *{camera}* at *{server}* is being stopped for {sinceMs} and does not end.',
  'ffmpeg-without-viewer.orphan': 'FFmpeg *{pid}*[ of {camera}] at *{server}* goes on though the program that started it ended {sinceMs} ago.',
  'ffmpeg-without-viewer.left-over': 'FFmpeg *{pid}*[ of {camera}] at *{server}* belongs to nobody: the program that started it is gone.',
  'rule.ffmpeg-without-viewer.title': 'FFmpeg that nobody watches',
  'rule.ffmpeg-without-viewer.why':
    'The picture is not shown anywhere any more, but the process still pulls and encodes it. Mostly the page left the camera without telling the backend, the process was told to end and did not, or it was started by a viewer who had left before it was ready.',
  'rule.ffmpeg-without-viewer.fix': `Stop the process when the last viewer has left: ask it to end, wait, then force it, and wait again:
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 1500);
  await once(child, 'exit');
  clearTimeout(timer);
Start FFmpeg itself and not a shell that starts it: a signal to the shell does not reach it.`,

  'ffmpeg-restart-loop': 'The FFmpeg of *{camera}* at *{server}* was restarted {count} times since it last ran well, and the restarts go on.',
  'rule.ffmpeg-restart-loop.title': 'FFmpeg in a restart loop',
  'rule.ffmpeg-restart-loop.why':
    'The process ends again and again soon after its start: the camera refuses, the password is wrong, or the output is taken. Each try costs a connection to the camera, and some cameras lock a user out after a few wrong passwords.',
  'rule.ffmpeg-restart-loop.fix': `Read the last error and mend its cause. Wait longer after each failure, and stop trying when nobody watches:
  delayMs = Math.min(delayMs * 2, 30_000);
  if (viewers > 0) setTimeout(start, delayMs);`,

  'path-without-reader.on-demand': '*{camera}* at *{server}* is still delivered {sinceMs} after its last reader; it should be closed after {closeAfterMs}.',
  'path-without-reader.left': '*{camera}* at *{server}* was started for this page and is still delivered {sinceMs} after its last reader.',
  'rule.path-without-reader.title': 'Camera delivered to nobody',
  'rule.path-without-reader.why':
    'The server still receives the camera though nobody reads it. The camera sends, the network carries and the server buffers for nothing. With a publisher, mostly its FFmpeg was never told to stop; with an on-demand source, the server did not close it.',
  'rule.path-without-reader.fix': `Stop the publisher when its last viewer leaves, or let the server start and stop it. In MediaMTX:
  paths:
    cam1:
      runOnDemand: ffmpeg -i rtsp://camera/stream -c copy -f rtsp rtsp://localhost:$RTSP_PORT/$MTX_PATH
      runOnDemandCloseAfter: 10s`,

  'evidence.joined-by-id': 'the server gave the page the id {id}',
  'evidence.joined-by-address': 'same port, camera and time: {candidate}',
  'evidence.same-candidate': 'same address of the browser: {candidate}',
  'evidence.delete-status': 'the DELETE was answered with {status}',
  'evidence.server-sent': 'the server has sent {bytes}',
  'evidence.server-received': 'the server has received {bytes}',
  'evidence.server-seen': 'on the server for {sinceMs}',
  'evidence.user-agent': 'seen as {userAgent}',
  'evidence.viewers': '{count} {count|viewer|viewers}',
  'evidence.cpu': '{percent} % of a core',
  'evidence.rss': '{bytes} of memory',
  'evidence.command': '{command}',
  'evidence.process-state': 'state {state}',
  'evidence.last-error': '{error}',
  'evidence.source-type': 'source: {type}',
  'evidence.publisher': 'published by {publisher}',

  'related.served': 'served',
  'related.newer-session': 'newer session',
  'related.newer-process': 'newer process',

  'chain.why.peer-closed': 'the connection was closed {sinceMs} ago, but the server still has its session',
  'chain.why.page-gone': 'the page went away {sinceMs} ago, but the server still has its session',
  'chain.why.deleted': 'the session was deleted {sinceMs} ago, but the server still has it',
  'chain.why.session-ended': 'the server has no such session any more',
  'chain.why.path-not-ready': 'the camera delivers nothing',
  'chain.why.no-process': 'no FFmpeg runs for the camera',
  'chain.why.process-unwatched': 'FFmpeg runs, and nobody watches',
  'chain.why.path-unwatched': 'the camera is delivered, and nobody watches',

  'server-ports': 'Ports',
  'endpoint-options.linger': 'may linger for',
  'endpoint-options.linger-hint': 'How long the server may keep a camera and its FFmpeg after the last viewer. Empty: as long as it says itself, else 10 s',
  'endpoint-options.sole': 'only this page uses it',
  'endpoint-options.sole-hint': 'Nobody else watches: a viewer to whom no connection of this page belongs is then told',
} as const;
