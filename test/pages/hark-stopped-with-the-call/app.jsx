import hark from 'hark';

async function call() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const events = hark(stream, { threshold: -65 });
  events.on('volume_change', (volume) => { document.getElementById('who').textContent = volume; });
  const pc = new RTCPeerConnection();
  pc.addTrack(stream.getAudioTracks()[0], stream);
  const far = await answerTo(pc, new MediaStream());
  await wait(400);
  events.stop();
  stream.getTracks().forEach((track) => track.stop());
  pc.close();
  far.close();
}

scenario(async () => {
  for (let i = 0; i < 3; i += 1) await call();
});
