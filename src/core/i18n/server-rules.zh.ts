import type { serverRulesEn } from './server-rules.en.ts';

export const serverRulesZh: Readonly<Record<keyof typeof serverRulesEn, string>> = {
  'session-not-deleted-on-server.closed': '*{server}* 仍在服务 *{camera}* 的一个会话；它的连接 {peer} 已在 {sinceMs}前关闭。',
  'session-not-deleted-on-server.deleted': '*{server}* 仍在服务 *{camera}* 的一个会话，而该会话已在 {sinceMs}前删除。',
  'session-not-deleted-on-server.page-gone': '*{server}* 仍在服务 *{camera}* 的一个会话；建立它的页面已在 {sinceMs}前离开。',
  'rule.session-not-deleted-on-server.title': '服务器上仍有会话',
  'rule.session-not-deleted-on-server.why':
    '浏览器已经不再使用这个会话，但服务器并不知道：既没有收到 DELETE，也没有察觉连接结束。它继续向无人处发送数据，观看人数多算一个，摄像头和 FFmpeg 也因此一直运行。服务器要在最后一次收到响应约 30 秒后才会自行放弃。',
  'rule.session-not-deleted-on-server.fix': `播放结束时关闭连接并删除会话，页面离开时也要这样做：
  const end = () => {
    pc.close();
    fetch(sessionUrl, { method: 'DELETE', keepalive: true });
  };
  addEventListener('pagehide', end);
Location 头要相对于 POST 的 URL 解析，并检查 DELETE 的状态码。`,

  'reader-counted-twice': '*{server}* 把连接 *{peer}* 重复计为 *{camera}* 的观看者，已持续 {sinceMs}。',
  'rule.reader-counted-twice.title': '同一观看者被重复计数',
  'rule.reader-counted-twice.why':
    '页面的同一个连接在服务器上有多个会话。常见原因是应答来得晚，页面又发送了一次 offer，而服务器已经为第一次请求建立了会话。多余的会话占用名额，真正的会话结束后它仍让摄像头保持工作。',
  'rule.reader-counted-twice.fix': `再次发送 offer 之前应建立新连接并结束旧的尝试，即使它的应答迟到：
  const response = await fetch(whepUrl, { method: 'POST', body: offer });
  const session = new URL(response.headers.get('Location'), whepUrl);
  if (attempt !== currentAttempt) await fetch(session, { method: 'DELETE' });`,

  'reader-without-peer.closed': '*{server}* 上有一个 *{camera}* 的观看者，看起来属于本页面一个已在 {sinceMs}前关闭的连接。',
  'reader-without-peer.unknown': '*{server}* 上有一个 *{camera}* 的观看者已持续 {sinceMs}，但本页面没有对应的连接。',
  'rule.reader-without-peer.title': '没有连接的观看者',
  'rule.reader-without-peer.why':
    '服务器正在向一个本页面已经没有的观看者发送数据。服务器没有把会话 ID 告诉页面，只能根据端口、摄像头和时间判断：很可能，但不确定。其他标签页和其他人的观看者只有在设置中声明“只有本页面使用该服务器”时才会提示。',
  'rule.reader-without-peer.fix': `播放结束时删除会话。如果服务器发送 ID 头，请允许页面读取它，这样才能准确对应会话：
  Access-Control-Expose-Headers: Location, ID, ETag, Link`,

  'ffmpeg-zombie': '*{server}* 上的 FFmpeg *{pid}*[（{camera}）]成为僵尸进程已有 {sinceMs}。',
  'rule.ffmpeg-zombie.title': 'FFmpeg 僵尸进程',
  'rule.ffmpeg-zombie.why':
    '进程已经结束，但启动它的程序一直没有读取它的退出状态。在那个程序读取或退出之前，它会一直留在进程表中；积累过多时将无法启动新进程。容器里的首个进程往往不承担这项职责。',
  'rule.ffmpeg-zombie.fix': `终止子进程后要等待它退出：
  child.kill();
  child.wait();
在容器中，请让 init 负责回收：docker run --init，或在 compose 文件中设置 init: true。`,

  'ffmpeg-per-camera': '*{server}* 上 *{camera}* 的 FFmpeg *{pid}* 仍在运行，而 *{newer}* 已在 {sinceMs}前为它启动；现在共有 {count} 个。',
  'rule.ffmpeg-per-camera.title': '一个摄像头有多个 FFmpeg',
  'rule.ffmpeg-per-camera.why':
    '为该摄像头启动了第二个进程，却没有停止第一个，例如摄像头断线重连，或两个观看者同时到来。每次重连都会再多一个：摄像头被多次拉流，而许多摄像头只允许少数几个连接。',
  'rule.ffmpeg-per-camera.fix': `每个摄像头只保留一个进程，让后来的请求等待前一次启动，并在启动新进程之前等待旧进程退出：
  start(camera) {
    this.turn = this.turn.then(() => this.stop(camera)).then(() => spawn(camera));
    return this.turn;
  }`,

  'ffmpeg-without-viewer.linger': '*{server}* 上 *{camera}* 的 FFmpeg *{pid}* 已无人观看 {sinceMs}，超过了允许的 {lingerMs}。',
  'ffmpeg-without-viewer.left': '*{server}* 上 *{camera}* 的 FFmpeg *{pid}* 是为观看者启动的，但已无人观看 {sinceMs}。',
  'ffmpeg-without-viewer.stopping': '*{server}* 上 *{camera}* 的 FFmpeg *{pid}* 正在停止，已过 {sinceMs}仍未退出。',
  'ffmpeg-without-viewer.orphan': '*{server}* 上的 FFmpeg *{pid}*[（{camera}）]仍在运行，而启动它的程序已在 {sinceMs}前退出。',
  'ffmpeg-without-viewer.left-over': '*{server}* 上的 FFmpeg *{pid}*[（{camera}）]无人管理：启动它的程序已经退出。',
  'rule.ffmpeg-without-viewer.title': '无人观看的 FFmpeg',
  'rule.ffmpeg-without-viewer.why':
    '画面已经不在任何地方显示，进程却仍在拉流和编码。多数情况是：页面离开摄像头时没有通知后端；进程收到停止信号却没有退出；或者观看者在它就绪之前就离开了。',
  'rule.ffmpeg-without-viewer.fix': `最后一个观看者离开后停止进程：先请求退出，等待，再强制终止，并再次等待：
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 1500);
  await once(child, 'exit');
  clearTimeout(timer);
应直接启动 FFmpeg，而不是通过 shell：发给 shell 的信号到不了 FFmpeg。`,

  'ffmpeg-restart-loop': '*{server}* 上 *{camera}* 的 FFmpeg 自上次正常运行以来已重启 {count} 次，且仍在继续。',
  'rule.ffmpeg-restart-loop.title': 'FFmpeg 反复重启',
  'rule.ffmpeg-restart-loop.why':
    '进程启动后很快又退出，如此反复：摄像头拒绝连接、密码错误，或输出地址被占用。每次尝试都会占用摄像头的一个连接，有些摄像头在几次密码错误后会锁定用户。',
  'rule.ffmpeg-restart-loop.fix': `查看最后的错误并消除原因。每次失败后等待更长时间，无人观看时停止重试：
  delayMs = Math.min(delayMs * 2, 30_000);
  if (viewers > 0) setTimeout(start, delayMs);`,

  'path-without-reader.on-demand': '*{server}* 上的 *{camera}* 在最后一个读者离开 {sinceMs}后仍在传输；它应在 {closeAfterMs}后关闭。',
  'path-without-reader.left': '*{server}* 上的 *{camera}* 是为本页面启动的，在最后一个读者离开 {sinceMs}后仍在传输。',
  'rule.path-without-reader.title': '摄像头画面无人读取',
  'rule.path-without-reader.why':
    '服务器仍在接收摄像头的数据，却没有任何读者。摄像头白白发送，网络白白传输，服务器白白缓存。如果是推流，多半是没有通知 FFmpeg 停止；如果是按需拉流，则是服务器没有关闭它。',
  'rule.path-without-reader.fix': `最后一个观看者离开时停止推流，或者交给服务器按需启动和停止。在 MediaMTX 中：
  paths:
    cam1:
      runOnDemand: ffmpeg -i rtsp://camera/stream -c copy -f rtsp rtsp://localhost:$RTSP_PORT/$MTX_PATH
      runOnDemandCloseAfter: 10s`,

  'evidence.joined-by-id': '服务器给页面的会话 ID 是 {id}',
  'evidence.joined-by-address': '端口、摄像头和时间一致：{candidate}',
  'evidence.same-candidate': '浏览器地址相同：{candidate}',
  'evidence.delete-status': 'DELETE 的应答是 {status}',
  'evidence.server-sent': '服务器已发送 {bytes}',
  'evidence.server-received': '服务器已接收 {bytes}',
  'evidence.server-seen': '在服务器上已有 {sinceMs}',
  'evidence.user-agent': '客户端 {userAgent}',
  'evidence.viewers': '{count} 个观看者',
  'evidence.cpu': '占用单核 {percent} %',
  'evidence.rss': '内存 {bytes}',
  'evidence.command': '{command}',
  'evidence.process-state': '状态 {state}',
  'evidence.last-error': '{error}',
  'evidence.source-type': '来源：{type}',
  'evidence.publisher': '推流方 {publisher}',

  'related.served': '所服务的连接',
  'related.newer-session': '较新的会话',
  'related.newer-process': '较新的进程',

  'chain.why.peer-closed': '连接已在 {sinceMs}前关闭，但服务器仍有它的会话',
  'chain.why.page-gone': '页面已在 {sinceMs}前离开，但服务器仍有它的会话',
  'chain.why.deleted': '会话已在 {sinceMs}前删除，但服务器上仍然存在',
  'chain.why.session-ended': '服务器上已没有这个会话',
  'chain.why.path-not-ready': '摄像头没有数据',
  'chain.why.no-process': '该摄像头没有 FFmpeg 在运行',
  'chain.why.process-unwatched': 'FFmpeg 在运行，但无人观看',
  'chain.why.path-unwatched': '画面在传输，但无人观看',

  'server-ports': '端口',
  'endpoint-options.linger': '可保留',
  'endpoint-options.linger-hint': '最后一个观看者离开后，服务器可将摄像头和 FFmpeg 保留多久。留空：以服务器所说为准，否则为 10 秒',
  'endpoint-options.sole': '只有本页面使用',
  'endpoint-options.sole-hint': '没有其他人观看：没有对应连接的观看者会被提示',
};
