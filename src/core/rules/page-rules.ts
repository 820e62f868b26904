import { audioContextLeft } from './audio-context-left.ts';
import { connectionLimit } from './connection-limit.ts';
import { detachedElement } from './detached-element.ts';
import { elementKeepsStream } from './element-keeps-stream.ts';
import { endlessRetry } from './endless-retry.ts';
import { framesNotClosed } from './frames-not-closed.ts';
import { handlersLeft } from './handlers-left.ts';
import { hiddenTab } from './hidden-tab.ts';
import { mediaSourceLeft } from './media-source-left.ts';
import { peerAbandoned } from './peer-abandoned.ts';
import { peerRetained } from './peer-retained.ts';
import { peerSuperseded } from './peer-superseded.ts';
import { peerUnused } from './peer-unused.ts';
import { peersGrow } from './peers-grow.ts';
import { recorderLeft } from './recorder-left.ts';
import { registryKeepsClosed } from './registry-keeps-closed.ts';
import type { Rule } from './rule.ts';
import { socketLeft } from './socket-left.ts';
import { statsAfterClose } from './stats-after-close.ts';
import { tooManyElements } from './too-many-elements.ts';
import { trackDisabled } from './track-disabled.ts';
import { trackLeftLive } from './track-left-live.ts';
import { transceiversPileUp } from './transceivers-pile-up.ts';
import { whepDeleteFailed } from './whep-delete-failed.ts';
import { whepNotDeleted } from './whep-not-deleted.ts';

/** What can be seen from the page alone. The surest explanation of an object comes first, notes come last. */
export const PAGE_RULES: readonly Rule[] = [
  peerSuperseded,
  peerAbandoned,
  peerUnused,
  peersGrow,
  endlessRetry,
  connectionLimit,
  trackLeftLive,
  elementKeepsStream,
  detachedElement,
  tooManyElements,
  audioContextLeft,
  recorderLeft,
  framesNotClosed,
  mediaSourceLeft,
  statsAfterClose,
  transceiversPileUp,
  socketLeft,
  whepDeleteFailed,
  whepNotDeleted,
  trackDisabled,
  hiddenTab,
  registryKeepsClosed,
  peerRetained,
  handlersLeft,
];
