import { useCallback, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import Webcam from 'react-webcam';

function Capture() {
  const webcamRef = useRef(null);
  const [photo, setPhoto] = useState(null);
  const capture = useCallback(() => setPhoto(webcamRef.current.getScreenshot()), [webcamRef]);
  if (photo) return <img src={photo} width="160" />;
  return <>
    <Webcam audio={false} ref={webcamRef} screenshotFormat="image/jpeg" width={160} />
    <button onClick={capture}>Capture photo</button>
  </>;
}

scenario(async () => {
  createRoot(document.getElementById('root')).render(<Capture />);
  await until(() => document.querySelector('video')?.videoWidth > 0);
  await wait(400);
  document.querySelector('button').click();
});
