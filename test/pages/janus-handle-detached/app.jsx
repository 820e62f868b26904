import Janus from 'janus-gateway';

const video = document.querySelector('video');

const init = () => new Promise((resolve) => Janus.init({ debug: false, dependencies: Janus.useDefaultDependencies({ adapter: window.adapter }), callback: resolve }));
const connect = () => new Promise((resolve, reject) => {
  const janus = new Janus({ server: `ws://${location.host}/janus`, iceServers: [], success: () => resolve(janus), error: reject });
});

function watch(janus, id) {
  return new Promise((resolve) => {
    let mine;
    janus.attach({
      plugin: 'janus.plugin.streaming',
      success(handle) {
        mine = handle;
        mine.send({ message: { request: 'watch', id } });
      },
      onmessage(_message, jsep) {
        if (jsep) mine.createAnswer({ jsep, success: (answer) => mine.send({ message: { request: 'start' }, jsep: answer }) });
      },
      onremotetrack(track, _mid, on) {
        if (!on) return;
        Janus.attachMediaStream(video, new MediaStream([track]));
        resolve(mine);
      },
      oncleanup() { video.srcObject = null; },
    });
  });
}

scenario(async () => {
  await init();
  const janus = await connect();
  let handle;
  for (const id of [1, 2, 3]) {
    if (handle) await new Promise((success) => handle.detach({ success }));
    handle = await watch(janus, id);
    await wait(800);
  }
});
