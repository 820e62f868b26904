import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

function Camera({ name }) {
  const ref = useRef();
  useEffect(() => {
    const video = ref.current;
    const pc = new RTCPeerConnection();
    pc.addTransceiver('video', { direction: 'recvonly' });
    pc.ontrack = (e) => { video.srcObject = e.streams[0]; };
    const session = whep(pc, `/whep/${name}`);
    return () => {
      video.srcObject = null;
      session.then((url) => fetch(url, { method: 'DELETE' }), () => {}).finally(() => pc.close());
    };
  }, [name]);
  return <video ref={ref} autoPlay muted width="120" />;
}

function Wall() {
  const [names, setNames] = useState(['a', 'b', 'c']);
  return <>
    <button onClick={() => setNames(names.slice(1))}>Remove the first</button>
    {names.map((name, index) => <Camera key={index} name={name} />)}
  </>;
}

scenario(async () => {
  createRoot(document.getElementById('root')).render(<Wall />);
  await wait(100);
  await until(() => [...document.querySelectorAll('video')].every((video) => video.videoWidth > 0));
  await wait(600);
  document.querySelector('button').click();
  await wait(600);
});
