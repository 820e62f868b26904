import JsSIP from 'jssip';

const audio = document.querySelector('audio');

async function call() {
  const socket = new JsSIP.WebSocketInterface(`ws://${location.host}/sip`);
  const ua = new JsSIP.UA({ sockets: [socket], uri: 'sip:panel@cameras.invalid', password: 'superpassword', session_timers: false });
  ua.start();
  await new Promise((resolve) => ua.on('registered', resolve));
  const session = ua.call('sip:door@cameras.invalid', { mediaConstraints: { audio: true, video: false }, pcConfig: { iceServers: [] } });
  session.connection.addEventListener('track', ({ streams }) => { audio.srcObject = streams[0]; });
  await new Promise((resolve, reject) => { session.on('confirmed', resolve); session.on('failed', (e) => reject(new Error(e.cause))); });
  return session;
}

scenario(async () => {
  for (let i = 0; i < 2; i += 1) {
    const session = await call();
    await wait(500);
    session.terminate();
    audio.srcObject = null;
  }
});
