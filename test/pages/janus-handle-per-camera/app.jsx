import Janus from 'janus-gateway';

const video = document.querySelector('video');
let streaming;

const init = () => new Promise((resolve) => Janus.init({ debug: false, dependencies: Janus.useDefaultDependencies({ adapter: window.adapter }), callback: resolve }));
const connect = () => new Promise((resolve, reject) => {
  const janus = new Janus({ server: `ws://${location.host}/janus`, iceServers: [], success: () => resolve(janus), error: reject });
});

function watch(janus, id) {
  return new Promise((resolve) => {
    janus.attach({
      plugin: 'janus.plugin.streaming',
      success(handle) {
        streaming = handle;
        handle.send({ message: { request: 'watch', id } });
      },
      onmessage(_message, jsep) {
        if (!jsep) return;
        const mine = streaming;
        mine.createAnswer({ jsep, tracks: [{ type: 'data' }], success: (answer) => mine.send({ message: { request: 'start' }, jsep: answer }) });
      },
      onremotetrack(track, _mid, on) {
        if (!on || track.kind !== 'video') return;
        Janus.attachMediaStream(video, new MediaStream([track]));
        resolve();
      },
    });
  });
}

scenario(async () => {
  await init();
  const janus = await connect();
  for (const id of [1, 2, 3]) {
    await watch(janus, id);
    await wait(800);
  }
});
