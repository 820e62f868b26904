const pc = new RTCPeerConnection();
pc.addTransceiver('video', { direction: 'recvonly' });
pc.ontrack = ({ streams }) => { document.getElementById('player').srcObject = streams[0]; };
await whep(pc, '/whep/porch');
