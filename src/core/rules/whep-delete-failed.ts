import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

const ALREADY_GONE: readonly number[] = [404, 410];

/**
 * The DELETE went to another address than the server's `Location` says, or was refused. That a session is gone already is no fault: the
 * server may have noticed the closed connection first.
 */
export const whepDeleteFailed: Rule = {
  code: 'whep-delete-failed',
  check: (ledger) =>
    [...ledger.byKind.session.values()].flatMap((session) => {
      const { deleteStatus, deleteUrl, location, camera } = session.props;
      if (deleteStatus === undefined || (deleteStatus >= 200 && deleteStatus <= 299)) return [];
      if (ledger.documents.get(session.document)?.endedAt !== undefined) return [];
      const astray = deleteUrl !== undefined && location !== undefined && deleteUrl !== location;
      if (!astray && ALREADY_GONE.includes(deleteStatus)) return [];
      return [
        pageFinding({
          code: 'whep-delete-failed',
          subject: session,
          severity: astray && ALREADY_GONE.includes(deleteStatus) ? 'error' : 'warning',
          verdict: 'leak',
          since: session.changedAt,
          variant: astray ? 'astray' : deleteStatus === 0 ? 'no-answer' : 'refused',
          params: { camera, status: deleteStatus, url: deleteUrl ?? '', location: location ?? '' },
        }),
      ];
    }),
};
