import { WebRTCPlayer } from '@eyevinn/webrtc-player';

const video = document.querySelector('video');
let player;

async function show(camera) {
  await player?.unload();
  player?.destroy();
  player = new WebRTCPlayer({ video, type: 'whep', iceServers: [], statsTypeFilter: '^inbound-rtp' });
  player.on('stats:inbound-rtp', (report) => { video.title = String(report.bytesReceived); });
  await player.load(new URL(`/whep/${camera}`, location.href));
  await until(() => video.srcObject);
}

scenario(async () => {
  for (const camera of ['yard', 'roof', 'cellar']) {
    await show(camera);
    await wait(700);
  }
});
