import type { signallingRulesEn } from './signalling-rules.en.ts';

export const signallingRulesZh: Readonly<Record<keyof typeof signallingRulesEn, string>> = {
  'socket-left': '到 {url} 的 *WebSocket* 仍然打开；这个地址共有 {count} 个，而同期的连接都已关闭。',
  'rule.socket-left.title': '信令连接没有关闭',
  'rule.socket-left.why': '每次切换摄像头都打开一个 WebSocket 却没有关闭，服务器为每一个都保留一个会话。',
  'rule.socket-left.fix': `  socket.close();
  pc.close();`,

  'whep-not-deleted': '{camera} 的 *WHEP 会话* 从未删除；它的连接已于 {sinceMs} 前关闭。',
  'whep-not-deleted.noticed': '{camera} 的 *WHEP 会话* 没有被删除；服务器自己发现了连接已关闭。',
  'rule.whep-not-deleted.title': '没有发送 DELETE 的 WHEP 会话',
  'rule.whep-not-deleted.why': '关闭连接并不会结束会话：服务器可能继续保留读者以及该摄像头的 FFmpeg，直到超时。',
  'rule.whep-not-deleted.fix': `  const session = new URL(answer.headers.get('Location'), answer.url);
  // on close, also on pagehide:
  await fetch(session, { method: 'DELETE', keepalive: true });`,

  'whep-delete-failed.astray': '{camera} 的 *WHEP 会话* 的 DELETE 发到了 {url}，而不是它的 Location {location}：{status}。',
  'whep-delete-failed.refused': '{camera} 的 *WHEP 会话* 的 DELETE 被拒绝（{status}）。',
  'whep-delete-failed.no-answer': '{camera} 的 *WHEP 会话* 的 DELETE 没有应答。',
  'rule.whep-delete-failed.title': 'WHEP DELETE 失败',
  'rule.whep-delete-failed.why': 'Location 可能是相对地址，代理也可能加了前缀；跨源时，只有服务器允许，浏览器才会给出 Location。没有检查结果的 DELETE 会把会话留在服务器上。',
  'rule.whep-delete-failed.fix': `以应答的地址为基准解析，并检查状态：
  const session = new URL(answer.headers.get('Location'), answer.url);
  const { ok, status } = await fetch(session, { method: 'DELETE', keepalive: true });
  if (!ok && status !== 404) console.warn('WHEP DELETE', status);`,
};
