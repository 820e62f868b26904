import hark from 'hark';

async function listenForSpeech() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const speech = hark(stream, {});
  const hint = document.getElementById('hint');
  speech.on('speaking', () => { hint.hidden = false; });
  speech.on('stopped_speaking', () => { hint.hidden = true; });
  return stream;
}

scenario(async () => {
  const stream = await listenForSpeech();
  const pc = new RTCPeerConnection();
  pc.addTrack(stream.getAudioTracks()[0].clone(), stream);
  const far = await answerTo(pc, new MediaStream());
  await wait(600);
  pc.getSenders().forEach(({ track }) => track?.stop());
  pc.close();
  far.close();
  document.getElementById('hint').remove();
});
