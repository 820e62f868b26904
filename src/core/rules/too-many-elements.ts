import { liveInPage } from '../ledger/in-page.ts';
import type { Rule } from './rule.ts';

/** Chromium refused the 76th media player for years; a page with so many has lost count of them. */
const MANY = 60;

/** So many elements with a source that players will be refused, or are too much for the machine. */
export const tooManyElements: Rule = {
  code: 'too-many-elements',
  check(ledger, _settings, now) {
    const loaded = liveInPage(ledger, 'element').filter((element) => element.props.source !== 'none');
    if (loaded.length < MANY) return [];
    const detached = loaded.filter((element) => !element.props.connected);
    return [
      {
        key: 'too-many-elements page',
        code: 'too-many-elements',
        severity: 'warning',
        verdict: 'suspect',
        subject: { kind: 'page', id: 'elements' },
        since: now,
        message: { key: 'too-many-elements', params: { count: loaded.length, detached: detached.length } },
        evidence: [],
        related: detached.slice(0, 20).map(({ id }) => ({ role: 'detached', id })),
        fixes: detached.length ? [{ kind: 'clean', targets: detached.map(({ id }) => id) }] : [],
      },
    ];
  },
};
