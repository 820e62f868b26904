import type { en } from './en.ts';
import { ledgerZh } from './ledger.zh.ts';
import { pageRulesZh } from './page-rules.zh.ts';
import { panelZh } from './panel.zh.ts';
import { rulesZh } from './rules.zh.ts';
import { serverRulesZh } from './server-rules.zh.ts';
import { viewsZh } from './views.zh.ts';

export const zh: Readonly<Record<keyof typeof en, string>> = { ...panelZh, ...viewsZh, ...ledgerZh, ...rulesZh, ...pageRulesZh, ...serverRulesZh };
