import type { en } from './en.ts';
import { ledgerZh } from './ledger.zh.ts';
import { panelZh } from './panel.zh.ts';
import { rulesZh } from './rules.zh.ts';

export const zh: Readonly<Record<keyof typeof en, string>> = { ...panelZh, ...ledgerZh, ...rulesZh };
