// A viewer as a process of its own, so that a test can stop it in the middle of everything: node silent-viewer.mjs ORIGIN CAMERA
import { PeerConnection, RtcpReceivingSession, Video } from 'node-datachannel';

const [origin, camera] = process.argv.slice(2);
const peer = new PeerConnection('viewer', { iceServers: [], bindAddress: '127.0.0.1' });
const video = new Video('0', 'RecvOnly');
video.addH264Codec(96, 'profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1');
const track = peer.addTrack(video);
track.setMediaHandler(new RtcpReceivingSession());
const gathered = new Promise((resolve) => peer.onGatheringStateChange((state) => state === 'complete' && resolve()));
peer.setLocalDescription('offer');
await gathered;
let told = false;
track.onMessage(() => {
  if (!told) console.log('playing');
  told = true;
});
const answer = await fetch(`${origin}/${camera}/whep`, {
  method: 'POST',
  headers: { 'content-type': 'application/sdp' },
  body: peer.localDescription().sdp,
});
if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
peer.setRemoteDescription(await answer.text(), 'answer');
