import Janus from 'janus-gateway';

scenario(async () => {
  const video = document.querySelector('video');
  await new Promise((callback) => Janus.init({ debug: false, dependencies: Janus.useDefaultDependencies({ adapter: window.adapter }), callback }));
  const janus = await new Promise((resolve, reject) => {
    const made = new Janus({ server: `ws://${location.host}/janus`, iceServers: [], success: () => resolve(made), error: reject });
  });
  const [camera] = (await navigator.mediaDevices.getUserMedia({ video: true })).getVideoTracks();
  let handle;
  await new Promise((resolve) => janus.attach({
    plugin: 'janus.plugin.echotest',
    success(plugin) {
      handle = plugin;
      plugin.createOffer({ tracks: [{ type: 'video', capture: camera, recv: true, dontStop: true }], success: (jsep) => plugin.send({ message: { video: true }, jsep }) });
    },
    onmessage(_message, jsep) { if (jsep) handle.handleRemoteJsep({ jsep }); },
    onremotetrack(track, _mid, on) {
      if (!on) return;
      Janus.attachMediaStream(video, new MediaStream([track]));
      resolve();
    },
    oncleanup() { video.srcObject = null; },
  }));
  await wait(700);
  handle.hangup();
  await new Promise((success) => handle.detach({ success }));
});
