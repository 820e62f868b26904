import { WebRTCPlayer } from '@eyevinn/webrtc-player';

const video = document.querySelector('video');
const player = new WebRTCPlayer({ video, type: 'whep', iceServers: [] });
for (const button of document.querySelectorAll('button')) {
  button.onclick = () => {
    video.srcObject = null;
    player.load(new URL(`/whep/${button.textContent}`, location.href));
  };
}

scenario(async () => {
  for (const button of document.querySelectorAll('button')) {
    button.click();
    await until(() => video.srcObject);
    await wait(900);
  }
});
