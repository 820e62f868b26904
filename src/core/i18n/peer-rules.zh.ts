import type { peerRulesEn } from './peer-rules.en.ts';

export const peerRulesZh: Readonly<Record<keyof typeof peerRulesEn, string>> = {
  'peer-superseded.element': '*连接 {peer}*[（{camera}）]仍未关闭，而 *{by}* 已在 {sinceMs}前接管它的视频元素。',
  'peer-superseded.camera': '*连接 {peer}*[（{camera}）]仍未关闭，而 *{by}* 已在 {sinceMs}前重新连接同一摄像头。',
  'peer-superseded.registry': '*连接 {peer}*[（{camera}）]仍然打开，但 *{by}* 已于 {sinceMs} 前取代了它在 {registry} 中的位置。',
  'rule.peer-superseded.title': '切换后旧连接未关闭',
  'rule.peer-superseded.why':
    '页面为同一个 video 元素或同一个摄像头建立了新连接，却没有关闭旧连接。旧连接的画面已无人观看，但它仍在接收数据：持续占用网络、解码器和内存，服务器也会保留会话和对应的 FFmpeg，每切换一次就多一个。未关闭的连接不会被垃圾回收，即使没有任何变量引用它。',
  'rule.peer-superseded.fix': `在建立新连接之前关闭旧连接，连接失败时也要关闭：
  const old = activePeerConnections.get(cameraId);
  if (old) {
    old.getReceivers().forEach((receiver) => receiver.track.stop());
    old.ontrack = old.onicecandidate = old.onconnectionstatechange = null;
    old.close();
    activePeerConnections.delete(cameraId);
  }
  video.srcObject = null;`,

  'duplicate-mount': '*连接 {id}*[（{camera}）]同时创建了两次；*{by}* 在使用，而它没有。',
  'rule.duplicate-mount.title': '挂载两次，从未清理',
  'rule.duplicate-mount.why': '同一行代码在瞬间创建了两个连接，只有第二个在使用。框架的严格模式或热更新会挂载、卸载、再挂载组件；没有清理函数，第一个连接就会留下。在生产环境中，每次真正的卸载都会留下一个。',
  'rule.duplicate-mount.fix': `为 effect 提供清理函数，关闭它创建的一切，即使尚未完成：
  useEffect(() => {
    const pc = new RTCPeerConnection();
    const stop = new AbortController();
    void connect(pc, stop.signal);
    return () => {
      stop.abort();
      pc.close();
    };
  }, [camera]);`,

  'peer-after-teardown.connected': '*连接 {id}* 在播放器移除（{sinceMs} 前）之后创建，没有任何地方使用它。',
  'peer-after-teardown.tries': '播放器已于 {sinceMs} 前移除，但仍在不断尝试新连接（至今 {count} 次，最新的是 *{id}*）。',
  'rule.peer-after-teardown.title': '播放器移除后仍在重试',
  'rule.peer-after-teardown.why': '移除播放器时没有清除重连定时器。每次尝试都会消耗一个连接和一个请求；一旦成功，就会一直向无人观看的地方传输。',
  'rule.peer-after-teardown.fix': `播放器移除时清除定时器、中止请求，不再重试：
  destroy() {
    clearTimeout(this.retryTimer);
    this.controller.abort();
    this.pc?.close();
    this.destroyed = true;
  }`,

  'peer-abandoned.refused': '*连接 {id}*[（{camera}）]的请求被拒绝[（{status}）]，但连接仍然打开。',
  'peer-abandoned.failed': '*连接 {id}*[（{camera}）]已于 {sinceMs} 前失败，但没有关闭。',
  'peer-abandoned.overtaken': '*连接 {id}*[（{camera}）]从未建立；{sinceMs} 前已有更新的连接取代它。',
  'peer-abandoned.probe': '*连接 {id}* 创建于 {sinceMs} 前，从未使用，也没有关闭。',
  'peer-abandoned.lost': '*连接 {id}*[（{camera}）]已断开 {sinceMs}，但没有关闭。',
  'peer-abandoned.unanswered': '*连接 {id}*[（{camera}）]于 {sinceMs} 前发出 offer，一直没有应答，也没有关闭。',
  'peer-abandoned.given-up': '*连接 {id}*[（{camera}）]发出的 offer 没有应答；要发送的轨道已于 {sinceMs} 前全部停止，但连接没有关闭。',
  'peer-abandoned.waiting': '*连接 {id}*[（{camera}）]创建于 {sinceMs} 前，尚未建立。',
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

  'peer-unused.view-gone': '*连接 {id}*[（{camera}）]仍然打开，但已有 {sinceMs} 没有任何地方显示它。',
  'peer-unused.session-deleted': '*连接 {id}*[（{camera}）]仍然打开，但它的会话已于 {sinceMs} 前删除。',
  'peer-unused.never-shown': '*连接 {id}*[（{camera}）]正在接收，但从未在任何地方显示。',
  'peer-unused.sends-nothing': '*连接 {id}*[（{camera}）]仍然打开，但它发送的轨道已于 {sinceMs} 前全部停止。',
  'peer-unused.channels-closed': '*连接 {id}* 仍然打开，但它的最后一个数据通道已于 {sinceMs} 前关闭。',
  'rule.peer-unused.title': '没有用处的连接',
  'rule.peer-unused.why': '它的视图被清空或移出文档，会话已删除，数据通道已关闭，或者建立时已没有人在等它；也没有别的地方使用它接收的内容。打开的连接会继续接收数据，即使没有变量引用也不会被回收。',
  'rule.peer-unused.fix': `在移除视图的地方关闭它，并在每个 await 之后检查是否仍然需要：
  onBeforeUnmount(() => {
    generation += 1;
    video.srcObject = null;
    pc?.close();
  });
  async function connect() {
    const mine = generation;
    const created = new RTCPeerConnection();
    await negotiate(created);
    if (mine !== generation) created.close();
  }`,

  'peers-grow': '*连接 {id}* 是同一行代码先后创建的 {count} 个连接之一，没有任何地方使用它。',
  'rule.peers-grow.title': '连接不断堆积',
  'rule.peers-grow.why': '页面的同一行代码不断创建连接，而较早的连接都打开着却毫无用处。',
  'rule.peers-grow.fix': `把当前连接保存在一处，创建下一个之前先关闭它：
  current?.close();
  current = new RTCPeerConnection(config);`,

  'connection-limit.near': '本页 500 个连接只剩 {left} 个：{open} 个打开，{closed} 个已关闭但未回收。',
  'connection-limit.refused': '浏览器拒绝再创建连接：{open} 个打开，{closed} 个已关闭但未回收。',
  'rule.connection-limit.title': '500 个连接的上限',
  'rule.connection-limit.why': 'Chromium 的每个页面进程最多允许 500 个连接对象。已关闭的连接在回收之前也计算在内；如果仍被引用，就永远不会回收。',
  'rule.connection-limit.fix': '关闭仍然打开的连接（见其他问题），去掉对已关闭连接的引用，并拉长重试间隔。',

  'hidden-tab': '*连接 {id}*[（{camera}）]已向隐藏的标签页传输 {sinceMs}。',
  'rule.hidden-tab.title': '隐藏的标签页仍在传输',
  'rule.hidden-tab.why': '没有人看画面，却消耗网络、电量和摄像头的 FFmpeg。为了快速恢复，短时间没有问题。',
  'rule.hidden-tab.fix': `  document.addEventListener('visibilitychange', () => {
    if (document.hidden) timer = setTimeout(disconnect, 60_000);
    else clearTimeout(timer);
  });`,

  'picture-in-picture': '*{label}* 已于 {sinceMs} 前移出页面，但仍在画中画中播放。',
  'rule.picture-in-picture.title': '画中画在视图关闭后仍在播放',
  'rule.picture-in-picture.why': '即使元素已移出文档，浏览器仍会保留画中画中的视频。也许有人正在看；如果视图是彻底关闭的，流就会在不知不觉中继续运行。',
  'rule.picture-in-picture.fix': `彻底关闭视图时，先退出画中画：
  if (document.pictureInPictureElement === video) await document.exitPictureInPicture();
  video.srcObject = null;
  pc.close();`,

  'registry-keeps-closed': '*连接 {id}* 已于 {sinceMs} 前关闭，但仍在 {registry} 中。',
  'rule.registry-keeps-closed.title': '登记表中有已关闭的连接',
  'rule.registry-keeps-closed.why': '登记表中的连接永远不会被回收，读取登记表的代码还会把它当作可用的连接。',
  'rule.registry-keeps-closed.fix': `在关闭的地方把它删除：
  pc.close();
  activePeerConnections.delete(cameraId);`,

  'peer-retained': '*连接 {id}* 已于 {sinceMs} 前关闭，但完整回收后仍然存在：有地方引用着它。',
  'rule.peer-retained.title': '已关闭，但仍被引用',
  'rule.peer-retained.why': '除非被变量、Map、闭包、定时器或它的收发器引用，已关闭的连接会被回收。一个无妨，很多就会达到 500 的上限。',
  'rule.peer-retained.fix': `  pc.ontrack = pc.onicecandidate = pc.onconnectionstatechange = null;
  activePeerConnections.delete(cameraId);
  this.pc = undefined;`,

  'handlers-left': '*连接 {id}* 已于 {sinceMs} 前关闭，但仍设有处理函数：{names}。',
  'rule.handlers-left.title': '已关闭的连接上仍有处理函数',
  'rule.handlers-left.why': 'close() 不会触发任何事件，这些函数不会再被调用；它们引用的内容（元素、视图、流）会随连接一直保留。',
  'rule.handlers-left.fix': `  pc.ontrack = null;
  pc.onicecandidate = null;
  pc.oniceconnectionstatechange = null;
  pc.onconnectionstatechange = null;
  pc.close();`,

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

  'channel-left': '*数据通道 {id}*[（{label}）]是同一行代码在一个连接上打开的 {count} 个通道之一，已有 {sinceMs} 没有消息。',
  'rule.channel-left.title': '数据通道不断堆积',
  'rule.channel-left.why': '为每个任务打开一个通道却从不关闭。每个通道在两端都有缓冲区和处理函数，而一个连接最多只能容纳一千个左右。',
  'rule.channel-left.fix': `任务完成后关闭通道，或者全部共用一个：
  channel.onmessage = null;
  channel.close();`,
};
