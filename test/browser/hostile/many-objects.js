const attack = async () => {
  const [track] = document.createElement('canvas').captureStream().getTracks();
  const kept = [];
  for (let i = 0; i < 6_000; i += 1) {
    const clone = track.clone();
    clone.stop();
    if (i % 100 === 0) {
      kept.push(clone.readyState);
      await later(0);
    }
  }
  track.stop();
  return kept;
};
