import JsSIP from 'jssip';

const audio = document.querySelector('audio');

scenario(async () => {
  const ua = new JsSIP.UA({ sockets: [new JsSIP.WebSocketInterface(`ws://${location.host}/sip`)], uri: 'sip:panel@cameras.invalid', register: false, session_timers: false });
  ua.start();
  await new Promise((resolve) => ua.on('connected', resolve));
  const mediaStream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const session = ua.call('sip:door@cameras.invalid', { mediaStream, pcConfig: { iceServers: [] } });
  session.connection.ontrack = ({ streams }) => { audio.srcObject = streams[0]; };
  await new Promise((resolve, reject) => { session.on('confirmed', resolve); session.on('failed', (e) => reject(new Error(e.cause))); });
  await wait(600);
  session.terminate();
});
