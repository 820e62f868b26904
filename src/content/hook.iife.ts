import { HANDOVER_EVENT } from '../protocol/messages.ts';
import { installHook } from './hook/install.ts';

// Runs in the page's world before any script of the page, so what is taken here is native and nobody can listen in.
const { port1, port2 } = new MessageChannel();
const postMessage = port1.postMessage.bind(port1);
const hook = installHook(window, (message) => postMessage(message));
port1.onmessage = (event) => hook.receive(event.data);
window.dispatchEvent(new MessageEvent(HANDOVER_EVENT, { ports: [port2] }));
