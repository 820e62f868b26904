const attack = async () => {
  const stream = document.createElement('canvas').captureStream();
  const [track] = stream.getTracks();
  const other = new MediaStream([track.clone()]);
  const video = document.body.appendChild(document.createElement('video'));
  let wrong = 0;
  for (let i = 0; i < 500_000; i += 1) {
    const next = i % 2 ? stream : other;
    video.srcObject = next;
    if (video.srcObject !== next) wrong += 1;
    track.enabled = i % 3 === 0;
    if (i % 5_000 === 0) await later(0);
  }
  video.srcObject = null;
  [...stream.getTracks(), ...other.getTracks()].forEach((each) => each.stop());
  return [wrong, track.readyState, video.srcObject];
};
