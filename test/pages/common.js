// Tools for the test pages: cameras and viewers in one page, joined over loopback connections.

/** A moving picture, as a camera would send it. */
function picture() {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [160, 90];
  const context = canvas.getContext('2d');
  const draw = () => context.fillRect(Math.random() * 150, Math.random() * 80, 10, 10);
  draw();
  setInterval(draw, 50);
  return canvas.captureStream(15);
}

/** The camera's side of a viewer's connection, which is of no interest here and does everything right. */
const cameraSides = new WeakMap();

/** Joins a viewer's connection with the camera. The camera's side closes when the viewer's does. */
async function join(viewer, stream = picture()) {
  const camera = new RTCPeerConnection();
  cameraSides.set(viewer, { camera, stream });
  viewer.addEventListener('icecandidate', ({ candidate }) => camera.addIceCandidate(candidate));
  camera.addEventListener('icecandidate', ({ candidate }) => viewer.addIceCandidate(candidate));
  for (const track of stream.getTracks()) camera.addTrack(track, stream);
  await viewer.setLocalDescription();
  await camera.setRemoteDescription(viewer.localDescription);
  await camera.setLocalDescription();
  await viewer.setRemoteDescription(camera.localDescription);
  return camera;
}

/** What a careful viewer does. */
function play(video, stream = picture()) {
  const viewer = new RTCPeerConnection();
  viewer.addTransceiver('video', { direction: 'recvonly' });
  viewer.ontrack = ({ streams }) => { video.srcObject = streams[0]; };
  return join(viewer, stream).then(() => viewer);
}

function close(viewer) {
  viewer.ontrack = null;
  viewer.close();
  const { camera, stream } = cameraSides.get(viewer) ?? {};
  stream?.getTracks().forEach((track) => track.stop());
  camera?.close();
}

function newVideo(parent = document.body) {
  const video = document.createElement('video');
  video.muted = true;
  video.autoplay = true;
  video.width = 160;
  parent?.append(video);
  return video;
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
