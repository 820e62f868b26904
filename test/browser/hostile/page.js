/** Taken before anything hostile is done: what shows afterwards that the page still works. */
const Peer = RTCPeerConnection;
const later = ((setTimer) => (ms) => new Promise((resolve) => setTimer(resolve, ms)))(setTimeout);
const caught = (work) => {
  try {
    return { value: String(work()) };
  } catch (error) {
    return { name: error?.name, message: error?.message };
  }
};
/** Connections that are left open, as marks for the panel. */
const marks = [];
const leaveMark = (Class = Peer) => {
  marks[marks.length] = new Class();
  return marks.length;
};
