// Tools for the test pages. What they make behaves well; what a page shows is in the page itself.

/** The page's story. It is told at once when a person opens the page, and when the test says so (`#driven`). */
function scenario(story) {
  window.run = async () => {
    await story();
  };
  if (location.hash !== '#driven') addEventListener('load', () => void window.run());
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const until = async (isSo) => {
  while (!isSo()) await wait(20);
};

/** A moving picture, as a camera would send it. */
function picture() {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [64, 36];
  const context = canvas.getContext('2d');
  const draw = () => {
    context.fillStyle = `hsl(${Math.random() * 360} 80% 50%)`;
    context.fillRect(Math.random() * 60, Math.random() * 30, 9, 9);
  };
  draw();
  setInterval(draw, 100);
  return canvas.captureStream(10);
}

/** A tone, as a microphone would send it. */
function tone() {
  const context = new AudioContext();
  const destination = context.createMediaStreamDestination();
  const oscillator = context.createOscillator();
  oscillator.connect(destination);
  oscillator.start();
  return destination.stream;
}

/**
 * The other end of a connection: a camera in the same page, which answers, sends `stream`, and goes when the viewer does. Resolves when
 * the two are joined.
 */
async function answerTo(viewer, stream = picture()) {
  const camera = new RTCPeerConnection();
  viewer.addEventListener('icecandidate', ({ candidate }) => camera.addIceCandidate(candidate).catch(() => {}));
  camera.addEventListener('icecandidate', ({ candidate }) => viewer.addIceCandidate(candidate).catch(() => {}));
  camera.addEventListener('connectionstatechange', () => {
    if (camera.connectionState !== 'disconnected' && camera.connectionState !== 'failed') return;
    for (const track of stream?.getTracks() ?? []) track.stop();
    camera.close();
  });
  for (const track of stream?.getTracks() ?? []) camera.addTrack(track, stream);
  await negotiate(viewer, camera);
  return camera;
}

async function negotiate(from, to) {
  await from.setLocalDescription();
  await to.setRemoteDescription(from.localDescription);
  await to.setLocalDescription();
  await from.setRemoteDescription(to.localDescription);
}

/** Sends the offer over WHEP, whole, and takes the answer. Gives the session's address. */
async function whep(viewer, url) {
  await viewer.setLocalDescription();
  if (viewer.iceGatheringState !== 'complete') {
    await new Promise((resolve) => viewer.addEventListener('icegatheringstatechange', () => viewer.iceGatheringState === 'complete' && resolve()));
  }
  const answer = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/sdp' }, body: viewer.localDescription.sdp });
  if (answer.status !== 201) throw new Error(`the camera answered ${answer.status}`);
  await viewer.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
  return new URL(answer.headers.get('Location'), answer.url);
}

/** A muted video element in the page. */
function newVideo(parent = document.body) {
  const video = document.createElement('video');
  video.muted = true;
  video.autoplay = true;
  video.width = 160;
  parent?.append(video);
  return video;
}

/** Things that the page keeps hold of. */
const kept = [];
