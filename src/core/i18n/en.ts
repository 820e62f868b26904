import { evidenceEn } from './evidence.en.ts';
import { ledgerEn } from './ledger.en.ts';
import { mediaRulesEn } from './media-rules.en.ts';
import { panelEn } from './panel.en.ts';
import { peerRulesEn } from './peer-rules.en.ts';
import { serverRulesEn } from './server-rules.en.ts';
import { signallingRulesEn } from './signalling-rules.en.ts';
import { viewsEn } from './views.en.ts';

/** The English texts, and the source of all keys. */
export const en = { ...panelEn, ...viewsEn, ...ledgerEn, ...peerRulesEn, ...mediaRulesEn, ...signallingRulesEn, ...evidenceEn, ...serverRulesEn } as const;
