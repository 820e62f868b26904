import { timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';

const LOCAL_HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;
const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];
const WHEP_HEADERS = 'Authorization, Content-Type, If-Match';
const METHODS = 'OPTIONS, GET, POST, PATCH, DELETE';
const EXPOSED = 'ETag, ID, Accept-Patch, Link, Location';

export interface GuardOptions {
  /** Besides the own one. */
  readonly allowOrigins: readonly string[];
  /** Lets a caller without a browser change something. */
  readonly token: string;
}

/** An error in MediaMTX's shape. */
export function refuse(c: Context, status: 400 | 401 | 403 | 404 | 405 | 413 | 421 | 500 | 502 | 503, error: string): Response {
  return c.json({ status: 'error', error }, status);
}

/**
 * Who may call. The name in `Host` must be this machine's (else a foreign site could point its own name here). A page may call from this
 * origin, or from one that was allowed by its exact name; what changes something needs that, or the token.
 */
export function guard({ allowOrigins, token }: GuardOptions): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (!LOCAL_HOST.test(host)) return refuse(c, 421, 'this server answers only to 127.0.0.1 and localhost');
    const origin = c.req.header('origin');
    const own = origin === undefined || origin === `http://${host}`;
    const allowed = origin !== undefined && allowOrigins.includes(origin);
    if (allowed) {
      c.header('Access-Control-Allow-Origin', origin);
      c.header('Access-Control-Expose-Headers', EXPOSED);
      c.header('Vary', 'Origin');
    }
    if (!own && !allowed) return refuse(c, 403, `pages of ${origin} may not call this server; start it with --allow-origin ${origin}`);
    if (c.req.method === 'OPTIONS' && c.req.header('access-control-request-method') !== undefined) {
      c.header('Access-Control-Allow-Methods', METHODS);
      c.header('Access-Control-Allow-Headers', WHEP_HEADERS);
      return c.body(null, 204);
    }
    const safe = SAFE_METHODS.includes(c.req.method);
    const fromPage = c.req.header('sec-fetch-site') !== undefined || origin !== undefined;
    const trusted = allowed || (own && fromPage && c.req.header('sec-fetch-site') !== 'cross-site') || hasToken(c, token);
    c.set('trusted', trusted);
    if (!safe && fromPage && !trusted) return refuse(c, 403, 'this page may not change anything here');
    return next();
  };
}

/** For calls that stop or remove something: a trusted page, or the token that the server printed at its start. */
export const mayChange: MiddlewareHandler = async (c, next) => {
  if (c.get('trusted') === true) return next();
  return refuse(c, 401, 'send the token that the server printed: Authorization: Bearer <token>');
};

function hasToken(c: Context, token: string): boolean {
  const given = Buffer.from(/^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '');
  const wanted = Buffer.from(token);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
