/** Opening the document anew takes every listener from it and from the window. */
const attack = async () => {
  const before = new RTCPeerConnection();
  document.open();
  document.write('<!doctype html><title>anew</title><p>anew');
  document.close();
  await later(300);
  const after = new RTCPeerConnection();
  const seen = [document.title, before.signalingState, after.signalingState];
  before.close();
  after.close();
  return seen;
};
