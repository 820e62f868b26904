import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import Webcam from 'react-webcam';

function App() {
  const [open, setOpen] = useState(true);
  const [stream, setStream] = useState(null);
  useEffect(() => {
    if (!stream) return;
    const [track] = stream.getVideoTracks();
    window.readerTrack = track.clone();
  }, [stream]);
  return <>
    {open && <Webcam audio={false} width={160} onUserMedia={setStream} />}
    <button onClick={() => setOpen(false)}>Done</button>
  </>;
}

scenario(async () => {
  createRoot(document.getElementById('root')).render(<App />);
  await until(() => window.readerTrack);
  await wait(500);
  document.querySelector('button').click();
});
