const OURS = /rtc-?leak|inspector|hook|bridge|handover/i;
const fromExtension = (name) => /extension:/.test(name);

probe('no traces', async () => {
  await later(100);
  return [
    performance.getEntries().map(({ name }) => name).filter(fromExtension), performance.getEntriesByType('mark').length, performance.getEntriesByType('measure').length,
    [...document.querySelectorAll('script, link, style, iframe')].map((node) => node.outerHTML).filter(fromExtension), document.documentElement.outerHTML.includes('extension:'),
    document.documentElement.getAttributeNames(), document.adoptedStyleSheets.length, document.styleSheets.length, Reflect.ownKeys(window).map(String).filter((name) => OURS.test(name)),
    Object.getOwnPropertySymbols(window).length, Object.getOwnPropertySymbols(document).length, Reflect.ownKeys(navigator).length, Object.keys(localStorage).length, Object.keys(sessionStorage).length,
    document.cookie, history.length, typeof chrome, Object.keys(window.chrome ?? {}).filter((name) => name === 'runtime'), window.length, window.name,
  ];
});

probe('copies', () => [
  caught(() => structuredClone(new RTCPeerConnection())), caught(() => structuredClone(RTCPeerConnection)), caught(() => structuredClone(RTCPeerConnection.prototype.close)), caught(() => postMessage(fetch, '*')),
  caught(() => new MessageChannel().port1.postMessage(new MediaStream())), caught(() => history.replaceState(RTCPeerConnection, '')), JSON.stringify({ RTCPeerConnection, fetch }), caught(() => structuredClone({ close: RTCPeerConnection.prototype.close })),
]);
