import { adaptersFor, baseUrl, type Adapter, type Answers, type EndpointRequest } from '../../core/endpoints/adapters.ts';
import { ITEMS_PER_PAGE, joinPages, pageCount } from '../../core/endpoints/pages.ts';
import type { EndpointKind, ServerParts } from '../../core/endpoints/server-snapshot.ts';
import type { EndpointSetting } from '../../core/settings.ts';
import { getText, LinkError, type Access } from './server-request.ts';

/** What changes seldom is asked for once in this time. */
const SELDOM_MS = 60_000;
/** Answers that mean "I do not offer this", or "not to you", and not that the server is in trouble. */
const NOT_OFFERED = [400, 401, 403, 404, 405];

export interface Look {
  readonly kind: EndpointKind;
  readonly parts: ServerParts;
}

/**
 * A server that is looked at again and again. The first look finds out what it is; the next ones ask only for what it has.
 * @returns a function that asks for everything once
 */
export function openLook({ url, kind, mapping }: EndpointSetting): (access: Access) => Promise<Look> {
  const base = baseUrl(url, kind);
  const seldom = new Map<string, { readonly payload: unknown; readonly at: number }>();
  let found: readonly Adapter[] = [];
  let missing = new Set<string>();

  const fetchPayload = async ({ path, as, paged }: EndpointRequest, access: Access): Promise<unknown> => {
    const page = async (n: number): Promise<unknown> => {
      const body = await getText(`${base}${path}${paged ? `?page=${n}&itemsPerPage=${ITEMS_PER_PAGE}` : ''}`, access);
      return as === 'text' ? body : parse(body, path);
    };
    const first = await page(0);
    const rest = paged ? Array.from({ length: pageCount(first) - 1 }, (_, i) => page(i + 1)) : [];
    return joinPages([first, ...(await Promise.all(rest))]);
  };

  const ask = async (request: EndpointRequest, access: Access): Promise<unknown> => {
    const kept = request.seldom ? seldom.get(request.path) : undefined;
    if (kept && performance.now() - kept.at < SELDOM_MS) return kept.payload;
    const payload = await fetchPayload(request, access);
    if (request.seldom) seldom.set(request.path, { payload, at: performance.now() });
    return payload;
  };

  const askOptional = async (request: EndpointRequest, access: Access): Promise<unknown> => {
    if (missing.has(request.path)) return undefined;
    try {
      return await ask(request, access);
    } catch (error) {
      if (!(error instanceof LinkError) || !NOT_OFFERED.includes(error.status ?? 0)) throw error;
      missing.add(request.path);
      return undefined;
    }
  };

  const use = async (adapter: Adapter, access: Access): Promise<ServerParts> => {
    const [telling, ...more] = adapter.requests;
    const first = await ask(telling, access);
    const others = await Promise.all(more.map((request) => askOptional(request, access)));
    const answers: Answers = Object.fromEntries([[telling.path, first], ...more.map(({ path }, i) => [path, others[i]])]);
    try {
      return adapter.read(answers);
    } catch (error) {
      throw new LinkError('garbage', `${telling.path || url}: ${(error as Error).message}`);
    }
  };

  return async (access) => {
    const tried = found.length > 0 ? found : adaptersFor(kind, mapping);
    const results = await Promise.allSettled(tried.map((adapter) => use(adapter, access)));
    const read = results.flatMap((result, i) => (result.status === 'fulfilled' ? [{ adapter: tried[i] as Adapter, parts: result.value }] : []));
    const [first] = read;
    // A server that told more the last time is in trouble: half an answer would read as "none of the other half".
    if (!first || (found.length > 0 && read.length < found.length)) {
      found = [];
      missing = new Set();
      seldom.clear();
      throw worst(results, tried);
    }
    found = read.map(({ adapter }) => adapter);
    // An earlier adapter tells more, so it has the last word.
    return { kind: first.adapter.kind, parts: Object.assign({}, ...read.toReversed().map(({ parts }) => parts)) as ServerParts };
  };
}

function parse(body: string, path: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new LinkError('garbage', `${path || 'the address'} answers something that is not JSON`);
  }
}

/** The failure that tells the user most. When all said "not here", what was tried is named. */
function worst(results: readonly PromiseSettledResult<unknown>[], tried: readonly Adapter[]): unknown {
  const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  const telling = errors.filter((error): error is LinkError => error instanceof LinkError && error.status !== 404);
  const order = ['unauthorised', 'permission', 'down', 'garbage'] as const;
  const found = order.map((link) => telling.find((error) => error.link === link)).find((error) => error !== undefined);
  if (found || !errors.every((error) => error instanceof LinkError)) return found ?? errors[0];
  const paths = tried.map((adapter) => adapter.requests[0].path || 'the address itself').join(', ');
  return new LinkError('garbage', `no camera server of a known kind: nothing at ${paths}`);
}
