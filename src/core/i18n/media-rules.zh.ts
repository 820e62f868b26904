import type { mediaRulesEn } from './media-rules.en.ts';

export const mediaRulesZh: Readonly<Record<keyof typeof mediaRulesEn, string>> = {
  'track-left-live.replaced': '*轨道 {id}*（{media}[，{label}]）已于 {sinceMs} 前被替换，但仍在运行。',
  'track-left-live.dropped': '*轨道 {id}*（{media}[，{label}]）仍在运行，但已有 {sinceMs} 没有任何地方使用它。',
  'track-left-live.pictured': '*轨道 {id}*（{media}[，{label}]）仍在运行，但已有 {sinceMs} 没有从它拍摄画面，也没有别的地方使用它。',
  'track-left-live.taken-off': '*轨道 {id}*（{media}[，{label}]）已于 {sinceMs} 前从连接中移除，没有任何地方显示它；摄像头仍然开着。',
  'track-left-live.never-used': '*轨道 {id}*（{media}[，{label}]）采集于 {sinceMs} 前，仍在运行，但没有任何地方使用它。',
  'track-left-live.repeated': '*轨道 {id}*（{media}[，{label}]）采集于 {sinceMs} 前，没有任何地方使用它；同一设备的另一次采集正在使用。',
  'rule.track-left-live.title': '采集没有停止',
  'rule.track-left-live.why': '采集的轨道在停止之前一直运行：丢弃变量、清空元素或在发送器中替换都不够。因此摄像头指示灯一直亮着，或者麦克风一直开着。',
  'rule.track-left-live.fix': `停止采集的轨道；如果只是为了检查权限，立即停止：
  stream.getTracks().forEach((track) => track.stop());
更换设备时，替换之后停止旧轨道：
  const old = sender.track;
  await sender.replaceTrack(next);
  old?.stop();`,

  'clone-left-live': '*轨道 {id}*（{media}[，{label}]）是克隆，原轨道已停止，没有任何地方使用它，但它仍在运行。',
  'clone-left-live.beside': '*轨道 {id}*（{media}[，{label}]）是克隆，仍在运行，但已有 {sinceMs} 没有任何地方使用它。',
  'rule.clone-left-live.title': '克隆没有停止',
  'rule.clone-left-live.why': '克隆是独立的：停止原轨道不会停止它，设备要等最后一个停止后才会关闭。stream.clone() 会克隆所有轨道。',
  'rule.clone-left-live.fix': `记下所有克隆，与原轨道一起停止：
  const copy = track.clone();
  clones.add(copy);
  // at the end
  for (const one of [track, ...clones]) one.stop();`,

  'sender-track-left-live': '*轨道 {id}*（{media}[，{label}]）仍在运行，但发送它的连接已关闭，已有 {sinceMs} 没有任何地方使用它。',
  'rule.sender-track-left-live.title': '已挂断，仍在采集',
  'rule.sender-track-left-live.why': 'close() 会结束连接接收的轨道，而不是它发送的轨道：那些属于页面。因此通话结束后麦克风仍然开着，摄像头指示灯仍然亮着。',
  'rule.sender-track-left-live.fix': `关闭连接之前停止发送的轨道：
  pc.getSenders().forEach((sender) => sender.track?.stop());
  pc.close();`,

  'track-disabled': '*轨道 {id}*（{media}[，{label}]）已用 enabled = false 关闭 {sinceMs}，摄像头仍然开着。',
  'rule.track-disabled.title': '只是禁用，没有停止',
  'rule.track-disabled.why': 'enabled = false 只会发送黑色画面，摄像头、指示灯和耗电都不变。为了快速恢复，这可能是有意的。',
  'rule.track-disabled.fix': `要释放摄像头，请停止轨道，需要时重新采集：
  track.stop();
  await sender.replaceTrack(null);`,

  'element-keeps-stream': '*{label}* 仍然持有一个流，其轨道已于 {sinceMs} 前全部结束。',
  'rule.element-keeps-stream.title': '元素持有已结束的流',
  'rule.element-keeps-stream.why': '停止轨道或关闭连接都不会清空元素：它停留在最后一帧，并继续占用流和解码器。',
  'rule.element-keeps-stream.fix': `清空它：
  video.pause();
  video.srcObject = null;
  video.removeAttribute('src');
  video.load();`,

  'detached-element.removed': '*{label}* 已于 {sinceMs} 前移出文档，但仍有实时画面。',
  'detached-element.unseen': '*{label}* 从未加入文档，持有实时画面已有 {sinceMs}，也没有任何地方从中取画面。',
  'rule.detached-element.title': '文档之外仍在播放的视频',
  'rule.detached-element.why': '正在播放的元素不会被回收。移出文档并不会停止播放：它继续解码，却没有人看。',
  'rule.detached-element.fix': `移除之前先清空：
  video.srcObject = null;
  video.remove();`,

  'element-never-started': '*{label}* 从未加入文档，等待第一帧已有 {sinceMs}，并一直持有它的流。',
  'rule.element-never-started.title': '从未开始播放的辅助元素',
  'rule.element-never-started.why': '播放器常在辅助元素中加载新流，等第一帧到来再换上。如果第一帧始终不来，辅助元素就会一直等待，并保留流和连接。',
  'rule.element-never-started.fix': `设置时限，超时后清空：
  const timer = setTimeout(() => {
    helper.srcObject = null;
    pc.close();
  }, 10_000);
  helper.addEventListener('loadeddata', () => clearTimeout(timer), { once: true });`,

  'draw-loop-left': '*{label}* 的流已于 {sinceMs} 前结束，但仍有代码不断从中取画面。',
  'rule.draw-loop-left.title': '绘制循环没有取消',
  'rule.draw-loop-left.why': '循环不断绘制同一个已结束的画面，既消耗处理器，又使元素和画布无法回收。',
  'rule.draw-loop-left.fix': `停止播放时取消循环：
  cancelAnimationFrame(frame);
  video.cancelVideoFrameCallback(callback);`,

  'too-many-elements': '{count} 个媒体元素有内容来源，其中 {detached} 个不在文档中。',
  'rule.too-many-elements.title': '媒体元素过多',
  'rule.too-many-elements.why': '每个有来源的元素都有一个播放器。达到一定数量后浏览器会拒绝创建，play() 便会一直等待。',
  'rule.too-many-elements.fix': '切换摄像头时重复使用同一个元素，并清空不再显示的元素。',

  'audio-context-left.piled': '*音频上下文 {id}* 仍在运行，但所有输入都已结束；同一行代码又创建了新的。',
  'audio-context-left.again': '*音频上下文 {id}* 仍在运行，但同一行代码又创建了新的，监听同样的输入。',
  'audio-context-left.alone': '*音频上下文 {id}* 是为某个输入创建的，该输入已于 {sinceMs} 前结束，但它没有关闭。',
  'rule.audio-context-left.title': '音频上下文没有关闭',
  'rule.audio-context-left.why': '每个运行中的上下文都有自己的线程，并持有它的输入。浏览器允许的数量很少。',
  'rule.audio-context-left.fix': `随流一起关闭，或者全部共用一个：
  source.disconnect();
  await audioContext.close();`,

  'recorder-left.hung-up': '*录制器 {id}* 仍在录制，但发送同一轨道的连接已于 {sinceMs} 前关闭。',
  'recorder-left.piled': '*录制器 {id}* 仍在录制，但同一行代码已于 {sinceMs} 前为同一轨道启动了另一个。',
  'rule.recorder-left.title': '录制器没有停止',
  'rule.recorder-left.why': '它使采集一直运行，录制的数据在内存中不断堆积。',
  'rule.recorder-left.fix': `  if (recorder.state !== 'inactive') recorder.stop();
  recorder.stream.getTracks().forEach((track) => track.stop());`,

  'frames-not-closed': '从 *{id}* 读取的 {count} 个视频帧没有关闭。',
  'rule.frames-not-closed.title': '视频帧没有关闭',
  'rule.frames-not-closed.why': '视频帧来自一个很小的池。持有它们时采集会停顿，而垃圾回收来得太晚。',
  'rule.frames-not-closed.fix': `  const { value: frame } = await reader.read();
  try { draw(frame); } finally { frame.close(); }`,

  'media-source-left.piled': '*媒体源 {id}* 的对象 URL 没有撤销；同一行代码又创建了新的。',
  'media-source-left.idle': '*媒体源 {id}* 的对象 URL 没有撤销，但已有 {sinceMs} 没有播放器使用它。',
  'rule.media-source-left.title': '媒体源没有释放',
  'rule.media-source-left.why': '对象 URL 会一直保留媒体源及其缓冲的全部数据，直到离开页面。',
  'rule.media-source-left.fix': `  source.addEventListener('sourceopen', () => URL.revokeObjectURL(video.src), { once: true });
  hls.destroy();`,

  'listener-left': '*监听器*（{event}）是同一行代码添加的 {count} 个之一；与它一起创建的连接已于 {sinceMs} 前关闭。',
  'rule.listener-left.title': 'window 或 document 上的监听器不断堆积',
  'rule.listener-left.why': 'window 和 document 与页面同在，其上的每个监听器也是，连同它引用的播放器、元素和流。每个新播放器又多一个。',
  'rule.listener-left.fix': `用 signal 添加，并在销毁播放器时中止：
  document.addEventListener('visibilitychange', onChange, { signal: this.gone.signal });
  destroy() {
    this.gone.abort();
  }`,
};
