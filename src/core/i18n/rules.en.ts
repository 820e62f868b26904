/**
 * What is said of each rule: the messages, then `rule.<code>.why` and `rule.<code>.fix`. In a fix, lines that begin with two spaces are code.
 */
export const rulesEn = {
  'peer-superseded.element': '*Peer {peer}*[ ({camera})] is still open though *{by}* took over its video {sinceMs} ago.',
  'peer-superseded.camera': '*Peer {peer}*[ ({camera})] is still open though *{by}* connected the same camera anew {sinceMs} ago.',
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

  'evidence.state': '{state}',
  'evidence.tracks-stopped': 'the page stopped its {count} {count|track|tracks}',
  'evidence.unused-tracks': '{count} live {count|track|tracks} that nothing uses',
  'evidence.registry': 'kept in {registry}',
  'evidence.bytes': '{bytes} received',

  'related.taken-over-by': 'taken over by',
} as const;
