const attack = async () => {
  const made = [];
  const errors = [];
  for (let i = 0; i < 600; i += 1) {
    const error = caught(() => made.push(new RTCPeerConnection()));
    if (error.name) errors.push(error);
    if (i % 20 === 0) await later(0);
  }
  const states = new Set(made.map((peer) => peer.signalingState));
  made.forEach((peer) => peer.close());
  // All are gone at the latest when the document is; the mark needs room now.
  made.length = 0;
  return [errors.length > 90, errors[0], [...states]];
};
