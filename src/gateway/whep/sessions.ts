import { openSession, type NewSession, type Session } from './session.ts';

/** More viewers than this on one machine are a mistake or an attack. */
const MAX_SESSIONS = 200;
/** A viewer closes its connection and then deletes its session; the connection's end is noticed first. */
const REMEMBER_ENDED_MS = 30_000;
const LOOPBACK = '127.0.0.1';

export interface Sessions {
  /** No more viewers are let in. */
  readonly isFull: boolean;
  open(wanted: NewSession): Promise<Session>;
  bySecret(camera: string, secret: string): Session | undefined;
  /** Whether the session has been there until a moment ago. */
  hasEnded(camera: string, secret: string): boolean;
  byId(id: string): Session | undefined;
  all(): readonly Session[];
  endAll(): void;
}

/** @param onChange told of each session when it is open, and when it is over */
export function createSessions(onChange: (session: Session, state: 'open' | 'ended') => void = () => undefined, iceAddress = LOOPBACK): Sessions {
  const byId = new Map<string, Session>();
  const ended = new Set<string>();
  let opening = 0;
  const all = (): Session[] => [...byId.values()];
  return {
    get isFull() {
      return byId.size + opening >= MAX_SESSIONS;
    },
    async open(wanted) {
      opening += 1;
      const session = await openSession(wanted, iceAddress).finally(() => {
        opening -= 1;
      });
      byId.set(session.id, session);
      onChange(session, 'open');
      void session.ended.then(() => {
        byId.delete(session.id);
        onChange(session, 'ended');
        const key = `${session.camera} ${session.secret}`;
        ended.add(key);
        setTimeout(() => ended.delete(key), REMEMBER_ENDED_MS).unref();
      });
      return session;
    },
    bySecret: (camera, secret) => all().find((session) => session.secret === secret && session.camera === camera),
    hasEnded: (camera, secret) => ended.has(`${camera} ${secret}`),
    byId: (id) => byId.get(id),
    all,
    endAll() {
      for (const session of all()) session.end();
    },
  };
}
