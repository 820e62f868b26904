import type { pageRulesEn } from './page-rules.en.ts';

export const pageRulesZh: Readonly<Record<keyof typeof pageRulesEn, string>> = {
  'peer-unused': '*连接 {id}*[（{camera}）]仍然打开，但已有 {sinceMs} 没有任何地方显示它。',
  'rule.peer-unused.title': '视图移除后连接未关闭',
  'rule.peer-unused.why': '它曾经在显示，随后视频元素被清空或移出文档，也没有别的地方使用它接收的内容。打开的连接会继续接收数据，即使没有变量引用也不会被回收。',
  'rule.peer-unused.fix': `在移除视图的地方关闭它：
  onBeforeUnmount(() => {
    video.srcObject = null;
    pc.close();
  });`,

  'peer-abandoned.refused': '*连接 {id}*[（{camera}）]的请求被拒绝[（{status}）]，但连接仍然打开。',
  'peer-abandoned.failed': '*连接 {id}*[（{camera}）]已于 {sinceMs} 前失败，但没有关闭。',
  'peer-abandoned.overtaken': '*连接 {id}*[（{camera}）]从未建立；{sinceMs} 前已有更新的连接取代它。',
  'peer-abandoned.probe': '*连接 {id}* 创建于 {sinceMs} 前，从未使用，也没有关闭。',
  'rule.peer-abandoned.title': '没有结果也没有关闭的连接',
  'rule.peer-abandoned.why': '出错返回时忘了关闭，或者旧切换的迟到应答发现自己已被取代。它什么也不做，却占用 500 个连接的上限，而且永远不会被回收。',
  'rule.peer-abandoned.fix': `在每个出口都关闭它，并在每个 await 之后检查是否仍然需要：
  const pc = new RTCPeerConnection();
  try {
    await connect(pc);
    if (generation !== current) throw new Error('overtaken');
  } catch (error) {
    pc.close();
    throw error;
  }`,

  'peers-grow': '*连接 {id}* 是同一行代码先后创建的 {count} 个连接之一，没有任何地方使用它。',
  'rule.peers-grow.title': '连接不断堆积',
  'rule.peers-grow.why': '页面的同一行代码不断创建连接，而较早的连接都打开着却毫无用处。',
  'rule.peers-grow.fix': `把当前连接保存在一处，创建下一个之前先关闭它：
  current?.close();
  current = new RTCPeerConnection(config);`,

  'endless-retry': '播放器已于 {sinceMs} 前移除，但仍在不断尝试新连接（至今 {count} 次）。',
  'rule.endless-retry.title': '播放器移除后仍在重试',
  'rule.endless-retry.why': '移除播放器时没有清除重连定时器，每次尝试都会消耗一个连接和一个请求。',
  'rule.endless-retry.fix': `播放器移除时清除定时器并中止请求：
  clearTimeout(retryTimer);
  controller.abort();`,

  'connection-limit.near': '本页 500 个连接只剩 {left} 个：{open} 个打开，{closed} 个已关闭但未回收。',
  'connection-limit.refused': '浏览器拒绝再创建连接：{open} 个打开，{closed} 个已关闭但未回收。',
  'rule.connection-limit.title': '500 个连接的上限',
  'rule.connection-limit.why': 'Chromium 的每个页面进程最多允许 500 个连接对象。已关闭的连接在回收之前也计算在内；如果仍被引用，就永远不会回收。',
  'rule.connection-limit.fix': '关闭仍然打开的连接（见其他问题），去掉对已关闭连接的引用，并拉长重试间隔。',

  'track-left-live.clone': '*轨道 {id}*（{media}[，{label}]）是克隆，原轨道已停止，它仍在运行。',
  'track-left-live.sender-closed': '*轨道 {id}*（{media}[，{label}]）仍在运行，但发送它的连接已于 {sinceMs} 前关闭。',
  'track-left-live.replaced': '*轨道 {id}*（{media}[，{label}]）已于 {sinceMs} 前被替换，但仍在运行。',
  'track-left-live.dropped': '*轨道 {id}*（{media}[，{label}]）仍在运行，但已有 {sinceMs} 没有任何地方使用它。',
  'track-left-live.never-used': '*轨道 {id}*（{media}[，{label}]）采集于 {sinceMs} 前，仍在运行，但没有任何地方使用它。',
  'rule.track-left-live.title': '采集没有停止',
  'rule.track-left-live.why': '采集的轨道要等所有克隆都停止才会结束；关闭连接不会停止它发送的轨道。因此摄像头指示灯一直亮着，或者麦克风一直开着。',
  'rule.track-left-live.fix': `停止采集的轨道，包括克隆：
  stream.getTracks().forEach((track) => track.stop());
  pc.getSenders().forEach((sender) => sender.track?.stop());`,

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
  'detached-element.stuck': '*{label}* 从未加入文档，等待第一帧已有 {sinceMs}，并一直持有它的流。',
  'rule.detached-element.title': '文档之外仍在播放的视频',
  'rule.detached-element.why': '正在播放的元素不会被回收。移出文档并不会停止播放：它继续解码，却没有人看。',
  'rule.detached-element.fix': `移除之前先清空：
  video.srcObject = null;
  video.remove();`,

  'too-many-elements': '{count} 个媒体元素有内容来源，其中 {detached} 个不在文档中。',
  'rule.too-many-elements.title': '媒体元素过多',
  'rule.too-many-elements.why': '每个有来源的元素都有一个播放器。达到一定数量后浏览器会拒绝创建，play() 便会一直等待。',
  'rule.too-many-elements.fix': '切换摄像头时重复使用同一个元素，并清空不再显示的元素。',

  'audio-context-left': '*音频上下文 {id}* 仍在运行，但所有输入都已结束；同一行代码又创建了新的。',
  'rule.audio-context-left.title': '音频上下文没有关闭',
  'rule.audio-context-left.why': '每个运行中的上下文都有自己的线程，并持有它的输入。浏览器允许的数量很少。',
  'rule.audio-context-left.fix': `随流一起关闭，或者全部共用一个：
  source.disconnect();
  await audioContext.close();`,

  'recorder-left': '*录制器 {id}* 仍在录制，但发送同一轨道的连接已于 {sinceMs} 前关闭。',
  'rule.recorder-left.title': '录制器没有停止',
  'rule.recorder-left.why': '它使采集一直运行，录制的数据在内存中不断堆积。',
  'rule.recorder-left.fix': `  if (recorder.state !== 'inactive') recorder.stop();
  recorder.stream.getTracks().forEach((track) => track.stop());`,

  'frames-not-closed': '从 *{id}* 读取的 {count} 个视频帧没有关闭。',
  'rule.frames-not-closed.title': '视频帧没有关闭',
  'rule.frames-not-closed.why': '视频帧来自一个很小的池。持有它们时采集会停顿，而垃圾回收来得太晚。',
  'rule.frames-not-closed.fix': `  const { value: frame } = await reader.read();
  try { draw(frame); } finally { frame.close(); }`,

  'media-source-left': '*媒体源 {id}* 的对象 URL 没有撤销；同一行代码又创建了新的。',
  'rule.media-source-left.title': '媒体源没有释放',
  'rule.media-source-left.why': '对象 URL 会一直保留媒体源及其缓冲的全部数据，直到离开页面。',
  'rule.media-source-left.fix': `  source.addEventListener('sourceopen', () => URL.revokeObjectURL(video.src), { once: true });
  hls.destroy();`,

  'stats-after-close': '*连接 {id}* 关闭之后，getStats() 又被调用了 {count} 次。',
  'rule.stats-after-close.title': '轮询没有停止',
  'rule.stats-after-close.why': 'getStats() 在已关闭的连接上不会出错，因此调用它的定时器一直运行，使连接无法回收。',
  'rule.stats-after-close.fix': `  clearInterval(statsTimer);
  pc.close();`,

  'transceivers-pile-up': '*连接 {id}* 的 {count} 个收发器中有 {idle} 个没有用处。',
  'rule.transceivers-pile-up.title': '收发器不断堆积',
  'rule.transceivers-pile-up.why': '每次重新协商都会带上全部收发器：描述越来越大，协商越来越慢。',
  'rule.transceivers-pile-up.fix': `重复使用，或者停止：
  await transceiver.sender.replaceTrack(track);
  transceiver.stop();`,

  'socket-left': '到 {url} 的 *WebSocket* 仍然打开；这个地址共有 {count} 个，而同期的连接都已关闭。',
  'rule.socket-left.title': '信令连接没有关闭',
  'rule.socket-left.why': '每次切换摄像头都打开一个 WebSocket 却没有关闭，服务器为每一个都保留一个会话。',
  'rule.socket-left.fix': `  socket.close();
  pc.close();`,

  'whep-not-deleted': '{camera} 的 *WHEP 会话* 从未删除；它的连接已于 {sinceMs} 前关闭。',
  'rule.whep-not-deleted.title': '没有发送 DELETE 的 WHEP 会话',
  'rule.whep-not-deleted.why': '关闭连接并不会结束会话：服务器可能继续保留读者以及该摄像头的 FFmpeg，直到超时。',
  'rule.whep-not-deleted.fix': `  const session = new URL(answer.headers.get('Location'), answer.url);
  // on close, also on pagehide:
  await fetch(session, { method: 'DELETE', keepalive: true });`,

  'whep-delete-failed.astray': '{camera} 的 *WHEP 会话* 的 DELETE 发到了 {url}，而不是它的 Location {location}：{status}。',
  'whep-delete-failed.refused': '{camera} 的 *WHEP 会话* 的 DELETE 被拒绝（{status}）。',
  'whep-delete-failed.no-answer': '{camera} 的 *WHEP 会话* 的 DELETE 没有应答。',
  'rule.whep-delete-failed.title': 'WHEP DELETE 失败',
  'rule.whep-delete-failed.why':
    'Location 可能是相对地址，代理也可能加了前缀；跨源时，只有服务器允许，浏览器才会给出 Location。没有检查结果的 DELETE 会把会话留在服务器上。',
  'rule.whep-delete-failed.fix': `以应答的地址为基准解析，并检查状态：
  const session = new URL(answer.headers.get('Location'), answer.url);
  const { ok, status } = await fetch(session, { method: 'DELETE', keepalive: true });
  if (!ok && status !== 404) console.warn('WHEP DELETE', status);`,

  'hidden-tab': '*连接 {id}*[（{camera}）]已向隐藏的标签页传输 {sinceMs}。',
  'rule.hidden-tab.title': '隐藏的标签页仍在传输',
  'rule.hidden-tab.why': '没有人看画面，却消耗网络、电量和摄像头的 FFmpeg。为了快速恢复，短时间没有问题。',
  'rule.hidden-tab.fix': `  document.addEventListener('visibilitychange', () => {
    if (document.hidden) timer = setTimeout(disconnect, 60_000);
    else clearTimeout(timer);
  });`,

  'peer-retained': '*连接 {id}* 已于 {sinceMs} 前关闭，但完整回收后仍然存在：有地方引用着它。',
  'rule.peer-retained.title': '已关闭，但仍被引用',
  'rule.peer-retained.why': '除非被变量、Map、闭包、定时器或它的收发器引用，已关闭的连接会被回收。一个无妨，很多就会达到 500 的上限。',
  'rule.peer-retained.fix': `  pc.ontrack = pc.onicecandidate = pc.onconnectionstatechange = null;
  activePeerConnections.delete(cameraId);
  this.pc = undefined;`,

  'registry-keeps-closed': '*连接 {id}* 已于 {sinceMs} 前关闭，但仍在 {registry} 中。',
  'rule.registry-keeps-closed.title': '登记表中有已关闭的连接',
  'rule.registry-keeps-closed.why': '登记表中的连接永远不会被回收，读取登记表的代码还会把它当作可用的连接。',
  'rule.registry-keeps-closed.fix': `在关闭的地方把它删除：
  pc.close();
  activePeerConnections.delete(cameraId);`,

  'handlers-left': '*连接 {id}* 已于 {sinceMs} 前关闭，但仍设有处理函数：{names}。',
  'rule.handlers-left.title': '已关闭的连接上仍有处理函数',
  'rule.handlers-left.why': 'close() 不会触发任何事件，这些函数不会再被调用；它们引用的内容（元素、视图、流）会随连接一直保留。',
  'rule.handlers-left.fix': `  pc.ontrack = null;
  pc.onicecandidate = null;
  pc.oniceconnectionstatechange = null;
  pc.onconnectionstatechange = null;
  pc.close();`,

  'evidence.origin': '采集自 {origin}',
  'evidence.handlers': '仍然设置的处理函数：{names}',
  'evidence.attached': '在文档中',
  'evidence.detached': '不在文档中',
  'related.newer': '较新的一个',
  'related.detached': '不在文档中',
  'related.served': '所服务的连接',
};
