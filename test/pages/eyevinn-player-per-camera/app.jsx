import { WebRTCPlayer } from '@eyevinn/webrtc-player';

const video = document.querySelector('video');

async function show(camera) {
  const player = new WebRTCPlayer({ video, type: 'whep', iceServers: [], statsTypeFilter: '^candidate-*|^inbound-rtp' });
  video.srcObject = null;
  await player.load(new URL(`/whep/${camera}`, location.href));
  await until(() => video.srcObject);
}

scenario(async () => {
  for (const camera of ['yard', 'roof', 'cellar']) {
    await show(camera);
    await wait(900);
  }
});
