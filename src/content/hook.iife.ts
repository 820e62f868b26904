import { HANDOVER_EVENT } from '../protocol/messages.ts';
import { connect } from './hook/commands.ts';
import { watchFrames } from './hook/frames.ts';
import { watchMediaSources } from './hook/media-sources.ts';
import { watchRequests } from './hook/requests.ts';

// Runs in the page's world before any script of the page, so what is taken here is native and nobody can listen in.
watchFrames();
watchMediaSources();
watchRequests();
const { port1, port2 } = new MessageChannel();
connect(port1);
dispatchEvent(new MessageEvent(HANDOVER_EVENT, { ports: [port2] }));
