import { openSession, type NewSession, type Session } from './session.ts';

/** More viewers than this on one machine are a mistake or an attack. */
const MAX_SESSIONS = 200;

export interface Sessions {
  open(wanted: NewSession): Promise<Session>;
  bySecret(camera: string, secret: string): Session | undefined;
  byId(id: string): Session | undefined;
  all(): readonly Session[];
  endAll(): void;
}

export function createSessions(): Sessions {
  const byId = new Map<string, Session>();
  const all = (): Session[] => [...byId.values()];
  return {
    async open(wanted) {
      if (byId.size >= MAX_SESSIONS) throw new Error(`${MAX_SESSIONS} sessions are open already`);
      const session = await openSession(wanted);
      byId.set(session.id, session);
      void session.ended.then(() => byId.delete(session.id));
      return session;
    },
    bySecret: (camera, secret) => all().find((session) => session.secret === secret && session.camera === camera),
    byId: (id) => byId.get(id),
    all,
    endAll() {
      for (const session of all()) session.end();
    },
  };
}
