import { StrictMode, useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';

function Camera({ name }) {
  const video = useRef(null);
  useEffect(() => {
    const pc = new RTCPeerConnection();
    pc.addTransceiver('video', { direction: 'recvonly' });
    pc.ontrack = ({ streams }) => { if (video.current) video.current.srcObject = streams[0]; };
    whep(pc, `/whep/${name}`);
  }, [name]);
  return <video ref={video} autoPlay muted playsInline />;
}

scenario(async () => {
  createRoot(document.getElementById('root')).render(<StrictMode><Camera name="yard" /></StrictMode>);
  await wait(1_200);
});
