import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

const LOCAL_HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;
const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];
const WHEP_HEADERS = 'Authorization, Content-Type, If-Match';
const METHODS = 'OPTIONS, GET, POST, PATCH, DELETE';
const EXPOSED = 'ETag, ID, Accept-Patch, Link, Location';

export interface GuardOptions {
  /** Besides the own one. */
  readonly allowOrigins: readonly string[];
  /** Lets a caller that is no page of this server read and change. */
  readonly token: string;
}

/** An error in MediaMTX's shape. */
export function refuse(c: Context, status: ContentfulStatusCode, error: string): Response {
  return c.json({ status: 'error', error }, status);
}

/**
 * Who may call. The name in `Host` must be this machine's (else a foreign site could point its own name here). A page may call from this
 * origin, from one that was allowed by its exact name, or with the token; what changes something needs one of the three.
 */
export function guard({ allowOrigins, token }: GuardOptions): MiddlewareHandler {
  const isToken = tokenCheck(token);
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    // No page of another site may show this one in a frame, nor take its answers for a script or a picture.
    c.header('Content-Security-Policy', "frame-ancestors 'self'");
    c.header('Cross-Origin-Resource-Policy', 'same-origin');
    c.header('X-Content-Type-Options', 'nosniff');
    if (!LOCAL_HOST.test(host)) return refuse(c, 421, 'this server answers only to 127.0.0.1 and localhost');
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    const withToken = isToken(c.req.header('authorization'));
    const own = origin === `http://${host}` || (origin === undefined && site === 'same-origin');
    const allowed = origin !== undefined && allowOrigins.includes(origin);
    if (allowed) {
      c.header('Access-Control-Allow-Origin', origin);
      c.header('Access-Control-Expose-Headers', EXPOSED);
    }
    c.header('Vary', 'Origin');
    if (origin !== undefined && !own && !allowed && !withToken) {
      return refuse(c, 403, `pages of ${origin} may not call this server; start it with --allow-origin ${origin}`);
    }
    // A page that asks blindly, for a picture or without reading the answer, sends no origin. Who follows a link does neither.
    if (origin === undefined && site === 'cross-site' && !withToken && !isLink(c)) return refuse(c, 403, 'pages of other sites may not call this server');
    if (c.req.method === 'OPTIONS' && c.req.header('access-control-request-method') !== undefined) {
      c.header('Access-Control-Allow-Methods', METHODS);
      c.header('Access-Control-Allow-Headers', WHEP_HEADERS);
      return c.body(null, 204);
    }
    const trusted = withToken || allowed || (own && site !== 'cross-site');
    const fromPage = site !== undefined || origin !== undefined;
    c.set('withToken', withToken);
    c.set('trusted', trusted);
    if (!SAFE_METHODS.includes(c.req.method) && fromPage && !trusted) return refuse(c, 403, 'this page may not change anything here');
    return next();
  };
}

function isLink(c: Context): boolean {
  return c.req.method === 'GET' && c.req.header('sec-fetch-mode') === 'navigate' && (c.req.header('sec-fetch-dest') ?? 'document') === 'document';
}

/** For calls that stop or remove something: a trusted page, or the token that the server printed at its start. */
export const mayChange: MiddlewareHandler = (c, next) => (c.get('trusted') === true ? next() : wantToken(c));

/** For calls that end what others started: the token, whoever calls. */
export const needsToken: MiddlewareHandler = (c, next) => (c.get('withToken') === true ? next() : wantToken(c));

function wantToken(c: Context): Promise<Response> {
  c.header('WWW-Authenticate', 'Bearer');
  return Promise.resolve(refuse(c, 401, 'send the token that the server printed: Authorization: Bearer <token>'));
}

/** Compares digests, whose length says nothing of the token's, in constant time. */
function tokenCheck(token: string): (authorization: string | undefined) => boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const wanted = digest(`Bearer ${token}`);
  return (authorization) => authorization !== undefined && timingSafeEqual(digest(authorization), wanted);
}
