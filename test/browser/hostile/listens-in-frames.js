const EVENT = 'rtc-leak-inspector:handover';

/**
 * Listens in child frames as early as a page can, for the port that the two ends of the extension hand over. A frame with a document of the page's
 * own origin is left out: its Window was the page's before the document came, and everything in it may be the page's own.
 */
const attack = async () => {
  const got = [];
  const frames = [];
  for (const make of [(frame) => frame, (frame) => (frame.src = 'about:blank'), (frame) => (frame.src = 'about:blank?again')]) {
    const frame = document.createElement('iframe');
    make(frame);
    document.body.append(frame);
    const loaded = new Promise((resolve) => (frame.onload = resolve));
    const listen = (when) => {
      for (const target of [frame.contentWindow, frame.contentDocument]) {
        target.addEventListener(EVENT, (event) => got.push(`${when} ${make} ${event.ports?.length}`), { capture: true });
      }
    };
    listen('at once');
    const timer = setInterval(() => listen('in between'), 1);
    await Promise.race([loaded, later(500)]);
    clearInterval(timer);
    frames.push(frame);
  }
  const states = frames.map((frame) => {
    const peer = new frame.contentWindow.RTCPeerConnection();
    peer.close();
    return [peer.signalingState, frame.contentWindow.eval('String(RTCPeerConnection)'), frame.contentWindow.eval('Reflect.ownKeys(RTCPeerConnection).length')];
  });
  await later(300);
  frames.forEach((frame) => leaveMark(frame.contentWindow.RTCPeerConnection));
  return [got, states];
};
