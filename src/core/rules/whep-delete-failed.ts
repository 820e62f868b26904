import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

const ALREADY_GONE: readonly number[] = [404, 410];

/**
 * The DELETE went to another address than the server's `Location` says, or was refused, and no later one was better. That a session is gone
 * already is no fault: the server may have noticed the closed connection first.
 */
export const whepDeleteFailed: Rule = {
  code: 'whep-delete-failed',
  check: (ledger, settings, now) =>
    [...ledger.byKind.session.values()].flatMap((session) => {
      const { deleteStatus, deleteUrl, location, camera } = session.props;
      if (deleteStatus === undefined || session.endedAt !== undefined || (deleteStatus >= 200 && deleteStatus <= 299)) return [];
      if (ledger.documents.get(session.document)?.endedAt !== undefined || now - session.changedAt < settings.graceMs) return [];
      const astray = deleteUrl !== undefined && location !== undefined && (deleteUrl !== location || ALREADY_GONE.includes(deleteStatus));
      if (!astray && ALREADY_GONE.includes(deleteStatus)) return [];
      return [
        pageFinding({
          code: 'whep-delete-failed',
          subject: session,
          severity: 'warning',
          verdict: 'suspect',
          since: session.changedAt,
          variant: astray ? 'astray' : deleteStatus === 0 ? 'no-answer' : 'refused',
          params: { camera, status: deleteStatus, url: deleteUrl ?? '', location: location ?? '' },
        }),
      ];
    }),
};
