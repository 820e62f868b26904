/**
 * Whether a page's name of a camera and a server's name of a path mean the same one. A proxy puts its prefix before the name that the server
 * knows, so `media/cam1` in the page may be `cam1` at the server.
 */
export function isSameCamera(inPage: string, atServer: string): boolean {
  const [page, server] = [trim(inPage), trim(atServer)];
  return page !== '' && (page === server || page.endsWith(`/${server}`));
}

function trim(name: string): string {
  return name.replace(/^\/+|\/+$/g, '');
}
