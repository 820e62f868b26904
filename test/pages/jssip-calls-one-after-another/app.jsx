import JsSIP from 'jssip';

const audio = document.querySelector('audio');
const ua = new JsSIP.UA({ sockets: [new JsSIP.WebSocketInterface(`ws://${location.host}/sip`)], uri: 'sip:panel@cameras.invalid', password: 'superpassword', session_timers: false });

function call() {
  const session = ua.call('sip:door@cameras.invalid', { mediaConstraints: { audio: true, video: false }, pcConfig: { iceServers: [] } });
  session.connection.addEventListener('track', ({ streams }) => { audio.srcObject = streams[0]; });
  session.on('ended', () => { audio.srcObject = null; });
  return new Promise((resolve, reject) => { session.on('confirmed', () => resolve(session)); session.on('failed', (e) => reject(new Error(e.cause))); });
}

scenario(async () => {
  ua.start();
  await new Promise((resolve) => ua.on('registered', resolve));
  for (let i = 0; i < 2; i += 1) {
    const session = await call();
    await wait(700);
    session.terminate();
  }
});
