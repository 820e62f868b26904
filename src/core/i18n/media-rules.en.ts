/** What is said of the rules for tracks, media elements and what keeps them busy, as in `peer-rules.en.ts`. */
export const mediaRulesEn = {
  'track-left-live.replaced': '*Track {id}* ({media}[, {label}]) was replaced {sinceMs} ago and is still live.',
  'track-left-live.dropped': '*Track {id}* ({media}[, {label}]) is live, though nothing has used it for {sinceMs}.',
  'track-left-live.pictured': '*Track {id}* ({media}[, {label}]) is live, though no picture has been taken of it for {sinceMs} and nothing else uses it.',
  'track-left-live.taken-off': '*Track {id}* ({media}[, {label}]) was taken off its connection {sinceMs} ago and is shown nowhere; the camera is still on.',
  'track-left-live.never-used': '*Track {id}* ({media}[, {label}]) was captured {sinceMs} ago, is live, and nothing uses it.',
  'track-left-live.repeated':
    '*Track {id}* ({media}[, {label}]) was captured {sinceMs} ago though another capture of the same device is in use; nothing uses this one.',
  'rule.track-left-live.title': 'Capture that was not stopped',
  'rule.track-left-live.why':
    'A captured track is live until it is stopped: dropping the variable, emptying the element or replacing it in a sender is not enough. So the camera light stays on, or the microphone stays hot.',
  'rule.track-left-live.fix': `Stop what you captured, at once when it was only asked for to see whether it may be:
  stream.getTracks().forEach((track) => track.stop());
When the device is changed, stop the old track after it was replaced:
  const old = sender.track;
  await sender.replaceTrack(next);
  old?.stop();`,

  'clone-left-live': '*Track {id}* ({media}[, {label}]), a clone, is live, though its original was stopped and nothing uses it.',
  'clone-left-live.beside': '*Track {id}* ({media}[, {label}]), a clone, is live, and nothing has used it for {sinceMs}.',
  'rule.clone-left-live.title': 'Clone that was not stopped',
  'rule.clone-left-live.why':
    'A clone lives on its own: stopping the original does not stop it, and the device stays on until the last of them is stopped. stream.clone() clones every track.',
  'rule.clone-left-live.fix': `Keep a list of the clones, and stop them with the original:
  const copy = track.clone();
  clones.add(copy);
  // at the end
  for (const one of [track, ...clones]) one.stop();`,

  'sender-track-left-live':
    '*Track {id}* ({media}[, {label}]) is live, though the connection that sent it was closed and nothing has used it for {sinceMs}.',
  'rule.sender-track-left-live.title': 'Hung up, and still capturing',
  'rule.sender-track-left-live.why':
    'close() ends what a connection receives, not what it sends: that belongs to the page. So the microphone is hot and the camera light on after the call.',
  'rule.sender-track-left-live.fix': `Stop the senders' tracks before the connection is closed:
  pc.getSenders().forEach((sender) => sender.track?.stop());
  pc.close();`,

  'track-disabled': '*Track {id}* ({media}[, {label}]) has been switched off by enabled = false for {sinceMs}; the camera is still on.',
  'rule.track-disabled.title': 'Disabled instead of stopped',
  'rule.track-disabled.why':
    'enabled = false sends black pictures and keeps the camera, its light and its power. That may be meant, for a quick return.',
  'rule.track-disabled.fix': `To release the camera, stop the track and capture anew later:
  track.stop();
  await sender.replaceTrack(null);`,

  'element-keeps-stream': '*{label}* still has a stream whose {count|track|tracks} ended {sinceMs} ago.',
  'rule.element-keeps-stream.title': 'Element keeps a dead stream',
  'rule.element-keeps-stream.why':
    'Neither stopping the tracks nor closing the connection empties the element: it shows the last picture and keeps the stream and a decoder.',
  'rule.element-keeps-stream.fix': `Empty it:
  video.pause();
  video.srcObject = null;
  video.removeAttribute('src');
  video.load();`,

  'detached-element.removed': '*{label}* was taken out of the document {sinceMs} ago and still has a live picture.',
  'detached-element.unseen': '*{label}* has had a live picture for {sinceMs}, was never in the document, and nothing is drawn from it.',
  'rule.detached-element.title': 'Video outside the document that plays on',
  'rule.detached-element.why': 'A playing element is not collected. Removing it from the document does not stop it: it decodes on, for nobody.',
  'rule.detached-element.fix': `Empty it before it is removed:
  video.srcObject = null;
  video.remove();`,

  'element-never-started': '*{label}* was never in the document, has waited for a first picture for {sinceMs}, and holds its stream.',
  'rule.element-never-started.title': 'Helper element that never started',
  'rule.element-never-started.why':
    'Players often load a new stream in a helper element and swap it in at its first picture. When that picture never comes, the helper waits for ever and keeps the stream, and with it the connection.',
  'rule.element-never-started.fix': `Give it a time limit, and empty it then:
  const timer = setTimeout(() => {
    helper.srcObject = null;
    pc.close();
  }, 10_000);
  helper.addEventListener('loadeddata', () => clearTimeout(timer), { once: true });`,

  'draw-loop-left': 'Pictures are still taken from *{label}*, though its stream ended {sinceMs} ago.',
  'rule.draw-loop-left.title': 'Drawing loop that was not cancelled',
  'rule.draw-loop-left.why':
    'A loop draws the same dead picture again and again. It costs processor time, and keeps the element and the canvas from being collected.',
  'rule.draw-loop-left.fix': `Cancel the loop where the player is stopped:
  cancelAnimationFrame(frame);
  video.cancelVideoFrameCallback(callback);`,

  'too-many-elements': '{count} media elements have a source; {detached} of them are outside the document.',
  'rule.too-many-elements.title': 'Too many media elements',
  'rule.too-many-elements.why':
    'Each element with a source has a player. Browsers refuse further players at some number, and play() then waits for ever.',
  'rule.too-many-elements.fix': 'Use one element again for the next camera, and empty those that are not shown.',

  'audio-context-left.piled': '*Audio context {id}* runs on, though all that went into it has ended; the same line has made a newer one.',
  'audio-context-left.again': '*Audio context {id}* runs on, though the same line has made a newer one that listens to the same.',
  'audio-context-left.alone': '*Audio context {id}* was made for an input that ended {sinceMs} ago, and is not closed.',
  'rule.audio-context-left.title': 'Audio context that was not closed',
  'rule.audio-context-left.why': 'Each running context has a thread of its own and holds its sources. Browsers allow few of them.',
  'rule.audio-context-left.fix': `Close it with its stream, or use one context for all:
  source.disconnect();
  await audioContext.close();`,

  'recorder-left.hung-up': '*Recorder {id}* goes on recording, though the connection that sent the same track was closed {sinceMs} ago.',
  'recorder-left.piled': '*Recorder {id}* goes on recording, though the same line started another one for the same track {sinceMs} ago.',
  'rule.recorder-left.title': 'Recorder that was not stopped',
  'rule.recorder-left.why': 'It keeps the capture alive, and its pieces pile up in memory.',
  'rule.recorder-left.fix': `  if (recorder.state !== 'inactive') recorder.stop();
  recorder.stream.getTracks().forEach((track) => track.stop());`,

  'frames-not-closed': '{count} video frames that were read from *{id}* are not closed.',
  'rule.frames-not-closed.title': 'Video frames that are not closed',
  'rule.frames-not-closed.why': 'Frames come from a small pool. While they are held the capture stalls; collection comes too late to help.',
  'rule.frames-not-closed.fix': `  const { value: frame } = await reader.read();
  try { draw(frame); } finally { frame.close(); }`,

  'media-source-left.piled': '*Media source {id}* still has its object URL; the same line has made a newer one.',
  'media-source-left.idle': '*Media source {id}* still has its object URL, though no player has had it for {sinceMs}.',
  'rule.media-source-left.title': 'Media source that was not released',
  'rule.media-source-left.why': 'The object URL keeps the media source and all that it has buffered until the page is left.',
  'rule.media-source-left.fix': `  source.addEventListener('sourceopen', () => URL.revokeObjectURL(video.src), { once: true });
  hls.destroy();`,

  'listener-left': '*A listener* ({event}) is one of {count} of the same line; the connection it was added with was closed {sinceMs} ago.',
  'rule.listener-left.title': 'Listeners on the window or the document pile up',
  'rule.listener-left.why':
    'Window and document live as long as the page, and so does every listener on them, with the player, element and stream that it refers to. Each new player adds one more.',
  'rule.listener-left.fix': `Add it with a signal, and abort the signal when the player is destroyed:
  document.addEventListener('visibilitychange', onChange, { signal: this.gone.signal });
  destroy() {
    this.gone.abort();
  }`,
} as const;
