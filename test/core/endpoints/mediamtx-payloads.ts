/** Answers of MediaMTX as it writes them today, cut down to one viewer of `cam1`. */
export const SESSION_ID = '5f2c6b36-ad1a-4ba9-8af6-7364291cd3f3';
const PUBLISHER_ID = '41d11a05-1e70-4e97-b219-16e7a6ce8187';

export const info = { version: 'v1.20.1\n', started: '2026-11-23T12:00:00.326898782Z' };

const idle = { readyTime: null, availableTime: null, tracks: [], tracks2: [], readers: [], inboundFramesInError: 0 };
const none = { inboundBytes: 0, outboundBytes: 0, bytesReceived: 0, bytesSent: 0 };

export const paths = {
  itemCount: 4,
  pageCount: 1,
  items: [
    {
      ...idle,
      name: 'cam1',
      confName: 'cam1',
      ready: true,
      readyTime: '2026-11-23T12:00:03.786748882Z',
      available: true,
      availableTime: '2026-11-23T12:00:03.786748882Z',
      online: true,
      onlineTime: '2026-11-23T12:00:03.78675444Z',
      source: { type: 'rtspSession', id: PUBLISHER_ID },
      tracks: ['H264'],
      tracks2: [{ codec: 'H264', codecProps: { width: 320, height: 180, profile: 'Baseline', level: '1.1' } }],
      readers: [{ type: 'webRTCSession', id: SESSION_ID }],
      inboundBytes: 156_658,
      outboundBytes: 46_798,
      bytesReceived: 156_658,
      bytesSent: 46_798,
    },
    { ...idle, ...none, name: 'cam2', confName: 'cam2', ready: false, available: false, online: false, onlineTime: null, source: null },
    // On demand and waiting for a reader: online, but nothing comes.
    {
      ...idle,
      ...none,
      name: 'cam3',
      confName: 'cam3',
      ready: false,
      available: false,
      online: true,
      onlineTime: '0001-01-01T00:00:00Z',
      source: { type: 'rtspSource', id: '' },
    },
    {
      ...idle,
      ...none,
      name: 'any/cam4',
      confName: 'all_others',
      ready: true,
      available: true,
      online: true,
      onlineTime: '2026-11-23T12:00:06Z',
      source: { type: 'rtmpConn', id: 'no-such-connection' },
    },
  ],
};

export const webrtcSessions = {
  itemCount: 2,
  pageCount: 1,
  items: [
    {
      id: SESSION_ID,
      created: '2026-11-23T12:41:29.088068155Z',
      remoteAddr: '127.0.0.1:38068',
      peerConnectionEstablished: true,
      localCandidate: 'host/udp/127.0.0.1/38189',
      remoteCandidate: 'prflx/udp/127.0.0.1/42084',
      state: 'read',
      path: 'cam1',
      query: '',
      user: '',
      userAgent: 'Mozilla/5.0',
      inboundBytes: 997,
      outboundBytes: 90_434,
      outboundRTPPackets: 97,
      bytesReceived: 997,
      bytesSent: 90_434,
    },
    { id: 'a-publisher', created: '2026-11-23T12:41:29Z', remoteAddr: '', state: 'publish', path: 'cam9', remoteCandidate: '', userAgent: '' },
  ],
};

export const rtspSessions = {
  itemCount: 1,
  pageCount: 1,
  items: [{ id: PUBLISHER_ID, state: 'publish', path: 'cam1', userAgent: 'Lavf59.27.100', transport: 'TCP', conns: [] }],
};

/** The set-up tells cameras' passwords: they must not get any further. */
export const config = {
  itemCount: 4,
  pageCount: 1,
  items: [
    { name: 'cam1', source: 'publisher', sourceOnDemand: false, sourceOnDemandCloseAfter: '10s', runOnDemand: '', runOnDemandCloseAfter: '10s' },
    { name: 'cam2', source: 'publisher', sourceOnDemand: false, runOnDemand: 'ffmpeg -i rtsp://u:camera-secret@cam', runOnDemandCloseAfter: '1m30s' },
    { name: 'cam3', source: 'rtsp://user:camera-secret@10.0.0.9/1', sourceOnDemand: true, sourceOnDemandCloseAfter: '12s', runOnDemand: '' },
    { name: 'all_others', source: 'publisher', sourceOnDemand: false, runOnDemand: '' },
  ],
};

/** As before version 1.15: `ready` and not `available`, bytes under their old names. */
export const oldPaths = {
  itemCount: 1,
  pageCount: 1,
  items: [
    {
      name: 'cam1',
      confName: 'cam1',
      source: { type: 'rtspSource', id: '' },
      ready: true,
      readyTime: '2024-03-01T10:00:00Z',
      tracks: ['H264'],
      bytesReceived: 5_000,
      bytesSent: 4_000,
      readers: [{ type: 'webRTCSession', id: 'x' }, { type: 'hlsMuxer', id: '' }],
    },
  ],
};

export const oldSessions = {
  itemCount: 1,
  pageCount: 1,
  items: [{ id: 'x', created: '2024-03-01T10:00:01.5+01:00', remoteAddr: '[::1]:5000', peerConnectionEstablished: false, state: 'read', path: 'cam1', bytesReceived: 1, bytesSent: 2 }],
};

export const metrics = `# Paths
paths{name="cam1",state="ready"} 1
paths_readers{name="cam1",readerType="rtspSession",state="ready"} 1
paths_readers{name="cam1",readerType="webRTCSession",state="ready"} 2
paths_inbound_bytes{name="cam1",state="ready"} 156658
paths_outbound_bytes{name="cam1",state="ready"} 46798
paths{name="cam \\"2\\"",state="notReady"} 1
paths_readers{name="cam \\"2\\"",readerType="",state="notReady"} 0

# WebRTC sessions
webrtc_sessions{id="${SESSION_ID}",path="cam1",remoteAddr="127.0.0.1:38068",state="read"} 1
webrtc_sessions_outbound_bytes{id="${SESSION_ID}",path="cam1",remoteAddr="127.0.0.1:38068",state="read"} 181717
`;

export const idleMetrics = `# Paths
paths 0
paths_inbound_bytes 0

# WebRTC sessions
webrtc_sessions 0
webrtc_sessions_outbound_bytes 0
`;
