/** How many connections can be made beside those that are there, and what the next one says; all are closed again. */
const limit = () => {
  const made = [];
  try {
    while (made.length < 600) made.push(new RTCPeerConnection());
    return made.length;
  } catch (error) {
    return { count: made.length, ...failure(error) };
  } finally {
    made.forEach((peer) => peer.close());
  }
};
