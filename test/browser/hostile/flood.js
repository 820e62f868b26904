const attack = async () => {
  let received = 0;
  const channel = new MessageChannel();
  channel.port2.onmessage = () => (received += 1);
  window.addEventListener('message', () => (received += 1));
  for (let i = 0; i < 1_000_000; i += 1) {
    window.dispatchEvent(new Event('rtc-leak-inspector:handover'));
    if (i % 10 === 0) channel.port1.postMessage({ v: 1, kind: 'event', name: 'facts', data: { i } });
    if (i % 10 === 0) window.postMessage({ v: 1, kind: 'event', name: 'hello', data: {} }, '*');
    if (i % 10_000 === 0) await later(0);
  }
  while (received < 200_000) await later(20);
  return received;
};
