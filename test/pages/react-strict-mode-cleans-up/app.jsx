import { StrictMode, useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

function useCamera(name, video) {
  const [state, setState] = useState('new');
  useEffect(() => {
    let gone = false;
    let session;
    const pc = new RTCPeerConnection();
    pc.addTransceiver('video', { direction: 'recvonly' });
    pc.ontrack = ({ streams }) => { if (video.current) video.current.srcObject = streams[0]; };
    pc.onconnectionstatechange = () => setState(pc.connectionState);
    whep(pc, `/whep/${name}`).then((url) => {
      session = url;
      if (gone) return fetch(session, { method: 'DELETE' });
    }).catch((error) => { if (!gone) setState(error.message); });
    return () => {
      gone = true;
      pc.close();
      if (session) fetch(session, { method: 'DELETE', keepalive: true });
    };
  }, [name, video]);
  return state;
}

function App() {
  const [name, setName] = useState('yard');
  const video = useRef(null);
  const state = useCamera(name, video);
  return <>
    <video ref={video} autoPlay muted playsInline />
    <p>{state}</p>
    <button onClick={() => setName('roof')}>Roof</button>
  </>;
}

scenario(async () => {
  createRoot(document.getElementById('root')).render(<StrictMode><App /></StrictMode>);
  await until(() => document.querySelector('video')?.srcObject);
  await wait(500);
  document.querySelector('button').click();
  await wait(900);
});
