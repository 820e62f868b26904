import { ledgerEn } from './ledger.en.ts';
import { pageRulesEn } from './page-rules.en.ts';
import { panelEn } from './panel.en.ts';
import { rulesEn } from './rules.en.ts';
import { serverRulesEn } from './server-rules.en.ts';
import { viewsEn } from './views.en.ts';

/** The English texts, and the source of all keys. */
export const en = { ...panelEn, ...viewsEn, ...ledgerEn, ...rulesEn, ...pageRulesEn, ...serverRulesEn } as const;
