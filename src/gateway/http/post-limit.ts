import type { MiddlewareHandler } from 'hono';
import { refuse } from './guard.ts';

const WINDOW_MS = 10_000;
const MAX_POSTS = 200;

/** More POSTs in a row than any page needs are refused. The server listens on the loopback address, so all callers share one count. */
export function limitPosts(max = MAX_POSTS, windowMs = WINDOW_MS): MiddlewareHandler {
  let posts = 0;
  let windowEnds = 0;
  return async (c, next) => {
    if (c.req.method !== 'POST') return next();
    const now = Date.now();
    if (now >= windowEnds) {
      posts = 0;
      windowEnds = now + windowMs;
    }
    posts += 1;
    if (posts <= max) return next();
    c.header('Retry-After', String(Math.ceil((windowEnds - now) / 1_000)));
    return refuse(c, 429, `more than ${max} POSTs in ${windowMs / 1_000} s`);
  };
}
