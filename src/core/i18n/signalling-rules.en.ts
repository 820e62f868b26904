/** What is said of the rules for sockets and WHEP sessions, as in `peer-rules.en.ts`. */
export const signallingRulesEn = {
  'socket-left': '*WebSocket* to {url} is still open; {count} to this address are, and the connections of its time are closed.',
  'rule.socket-left.title': 'Signalling socket left open',
  'rule.socket-left.why': 'Each change of camera opened a socket and left it open. The server keeps a session for each.',
  'rule.socket-left.fix': `  socket.close();
  pc.close();`,

  'whep-not-deleted': '*WHEP session* of {camera} was never deleted; its connection was closed {sinceMs} ago.',
  'whep-not-deleted.noticed': '*WHEP session* of {camera} was not deleted; its server noticed the closed connection by itself.',
  'rule.whep-not-deleted.title': 'WHEP session without DELETE',
  'rule.whep-not-deleted.why':
    'Closing the connection does not end the session: the server may keep the reader, and with it the camera’s FFmpeg, until a time-out.',
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
} as const;
