import type { en } from './en.ts';
import { evidenceZh } from './evidence.zh.ts';
import { ledgerZh } from './ledger.zh.ts';
import { mediaRulesZh } from './media-rules.zh.ts';
import { panelZh } from './panel.zh.ts';
import { peerRulesZh } from './peer-rules.zh.ts';
import { serverRulesZh } from './server-rules.zh.ts';
import { signallingRulesZh } from './signalling-rules.zh.ts';
import { viewsZh } from './views.zh.ts';

export const zh: Readonly<Record<keyof typeof en, string>> = { ...panelZh, ...viewsZh, ...ledgerZh, ...peerRulesZh, ...mediaRulesZh, ...signallingRulesZh, ...evidenceZh, ...serverRulesZh };
