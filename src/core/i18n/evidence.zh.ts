import type { evidenceEn } from './evidence.en.ts';

export const evidenceZh: Readonly<Record<keyof typeof evidenceEn, string>> = {
  'evidence.state': '{state}',
  'evidence.tracks-stopped': '页面已停止它的全部 {count} 条轨道',
  'evidence.unused-tracks': '{count} 条活动轨道无人使用',
  'evidence.registry': '仍保存在 {registry}',
  'evidence.bytes': '已接收 {bytes}',
  'evidence.origin': '采集自 {origin}',
  'evidence.handlers': '仍然设置的处理函数：{names}',
  'evidence.left-registry': '已不在 {registry} 中',
  'evidence.frames': '已解码 {count} 帧',
  'evidence.disabled': 'enabled = false',
  'evidence.added-transceivers': '其中 {count} 个是连接建立之后添加的',
  'evidence.waits-for-event': '设置了 {name}，但 close() 不会触发任何事件',
  'evidence.forecast': '每分钟约有 {count} 个新连接留下；照此速度 {fullInMs}后用尽',
  'evidence.paused': '已暂停',
  'evidence.playing': '正在播放',
  'evidence.messages': '共 {count} 条消息',

  'related.taken-over-by': '接管者',
  'related.newer': '较新的一个',
  'related.detached': '不在文档中',
  'related.twin': '正在使用的那个',
  'related.stream': '它的流',
  'related.carried-by': '所属连接',
  'related.original': '原轨道',
  'related.sent-by': '发送它的连接',
};
