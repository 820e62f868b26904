import hark from 'hark';

scenario(async () => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const speech = hark(stream, {});
  speech.on('volume_change', (volume) => { document.getElementById('who').textContent = volume; });
  const pc = new RTCPeerConnection();
  pc.addTrack(stream.getAudioTracks()[0], stream);
  const far = await answerTo(pc, new MediaStream());
  await wait(600);
  stream.getTracks().forEach((track) => track.stop());
  pc.close();
  far.close();
});
