import { ledgerEn } from './ledger.en.ts';
import { panelEn } from './panel.en.ts';
import { rulesEn } from './rules.en.ts';

/** The English texts, and the source of all keys. */
export const en = { ...panelEn, ...ledgerEn, ...rulesEn } as const;
