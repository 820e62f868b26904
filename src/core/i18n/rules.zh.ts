import type { rulesEn } from './rules.en.ts';

export const rulesZh: Readonly<Record<keyof typeof rulesEn, string>> = {
  'peer-superseded.element': '*连接 {peer}*[（{camera}）]仍未关闭，而 *{by}* 已在 {sinceMs}前接管它的视频元素。',
  'peer-superseded.camera': '*连接 {peer}*[（{camera}）]仍未关闭，而 *{by}* 已在 {sinceMs}前重新连接同一摄像头。',
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

  'evidence.state': '{state}',
  'evidence.tracks-stopped': '页面已停止它的全部 {count} 条轨道',
  'evidence.unused-tracks': '{count} 条活动轨道无人使用',
  'evidence.registry': '仍保存在 {registry}',
  'evidence.bytes': '已接收 {bytes}',

  'related.taken-over-by': '接管者',
};
