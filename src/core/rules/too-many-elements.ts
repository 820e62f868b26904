import { liveInPage } from '../ledger/in-page.ts';
import type { Rule } from './rule.ts';

/** Chromium refused the 76th media player for years; a page with so many has lost count of them. */
const MANY = 75;
const MANY_DETACHED = 20;

/** So many elements with a source that players will be refused, or so many outside the document that somebody forgets to empty them. */
export const tooManyElements: Rule = {
  code: 'too-many-elements',
  check(ledger, settings, now) {
    const loaded = liveInPage(ledger, 'element').filter((element) => element.props.source !== 'none');
    const detached = loaded.filter((element) => !element.props.connected && !element.props.pictureInPicture);
    const over = loaded.length >= MANY ? loaded[MANY - 1] : detached[MANY_DETACHED - 1];
    if (!over || now - over.createdAt < settings.graceMs) return [];
    return [
      {
        key: 'too-many-elements page',
        code: 'too-many-elements',
        severity: 'warning',
        verdict: 'suspect',
        subject: { kind: 'page', id: 'elements' },
        since: over.createdAt,
        message: { key: 'too-many-elements', params: { count: loaded.length, detached: detached.length } },
        evidence: [],
        related: detached.slice(0, 20).map(({ id }) => ({ role: 'detached', id })),
        fixes: detached.length ? [{ kind: 'clean', targets: detached.map(({ id }) => id) }] : [],
      },
    ];
  },
};
