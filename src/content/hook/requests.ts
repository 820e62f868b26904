import { eventOf, targetOf } from './events.ts';
import { interfaceOf } from './interfaces.ts';
import { each, isArray, keys, newWeakMap, own } from './natives.ts';
import { patch, quietly, whenFulfilled } from './patch.ts';
import { begin, responseOf, type Answered } from './sessions.ts';
import { match } from './text.ts';

const requestOf = interfaceOf('Request');
const headersOf = interfaceOf('Headers');
const xhrOf = interfaceOf('XMLHttpRequest');

const isType = (name: unknown): boolean => typeof name === 'string' && match(/^content-type$/i, name) !== null;

/** Of `Headers`, a list of pairs, or an object. */
const contentType = (headers: unknown): unknown => {
  let found = quietly(() => headersOf(headers as object, 'get', 'content-type')) as unknown;
  each(keys(headers as object), (name) => {
    const entry = own(headers, name);
    if (isArray(entry) ? isType(entry[0]) : isType(name)) found = isArray(entry) ? entry[1] : entry;
  });
  return found;
};

/** What is known of a request before it is sent. */
interface Opened {
  readonly method: unknown;
  readonly url: unknown;
  type?: unknown;
  answered?: Answered | undefined;
}
const opened = newWeakMap<Opened>();

const onLoadEnd = (event: Event): void =>
  quietly(() => {
    const request = eventOf(event, 'target') as object;
    // Asked for one that the server does not expose, the browser would complain in the page's console.
    const headers = xhrOf(request, 'getAllResponseHeaders') ?? '';
    opened.get(request)?.answered?.(xhrOf(request, 'status'), xhrOf(request, 'responseURL'), (name) => match(new RegExp(`^${name}: (.*)$`, 'im'), headers)?.[1]);
  });
/** The two ways to send a request: `fetch` and `XMLHttpRequest`. */
export function watchRequests(): void {
  patch(globalThis, 'fetch', (_, args, promise) => {
    const input = args[0] as object;
    const init = args[1];
    // Only a `Request` answers; text is not asked, since what throws takes time.
    const asked = <M extends 'method' | 'url'>(member: M) => (typeof input === 'object' ? quietly(() => requestOf(input, member)) : undefined);
    const answered = begin(
      own(init, 'method') ?? asked('method'),
      asked('url') ?? input,
      () => contentType(own(init, 'headers') ?? requestOf(input, 'headers')),
      own(init, 'body'),
    );
    if (!answered) return;
    return whenFulfilled<Response>(
      promise,
      (response) => {
        const headers = responseOf(response, 'headers');
        answered(responseOf(response, 'status'), responseOf(response, 'url'), (name) => headersOf(headers, 'get', name));
      },
      () => answered(0),
    );
  });
  patch(xhrOf, 'open', (request, args) => void opened.set(request, { method: args[0], url: args[1] }));
  patch(xhrOf, 'setRequestHeader', (request, args) => {
    const entry = opened.get(request);
    if (entry && isType(args[0])) entry.type = args[1];
  });
  patch(xhrOf, 'send', (request, args) => {
    const entry = opened.get(request);
    if (!entry) return;
    entry.answered = begin(entry.method, entry.url, () => entry.type, args[0]);
    if (entry.answered) targetOf(request, 'addEventListener', 'loadend', onLoadEnd);
  });
}
