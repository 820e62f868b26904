import { listen, targetOf } from './events.ts';
import { take } from './interfaces.ts';
import { newWeakMap, own } from './natives.ts';
import { patch, quietly, whenFulfilled } from './patch.ts';
import { begin, headersOf, statusOf, urlOf, type Answered } from './sessions.ts';
import { match } from './text.ts';

const XHR = 'XMLHttpRequest';
const [methodOf, urlOfRequest, headersOfRequest] = take('Request', 'method url headers');
const [getHeader] = take('Headers', 'get');
const [getAllResponseHeaders, xhrStatusOf, responseURLOf] = take(XHR, 'getAllResponseHeaders status responseURL');

/** What is known of a request before it is sent. */
interface Opened {
  readonly method: unknown;
  readonly url: unknown;
  answered?: Answered | undefined;
}
const opened = newWeakMap<Opened>();

const onLoadEnd = (event: Event): void =>
  quietly(() => {
    const request = targetOf(event) as object;
    // Asked for one that the server does not expose, the browser would complain in the page's console.
    const headers = getAllResponseHeaders(request) ?? '';
    opened.get(request)?.answered?.(xhrStatusOf(request), responseURLOf(request), (name) => match(new RegExp(`^${name}: (.*)$`, 'im'), headers)?.[1]);
  });
/** The two ways to send a request: `fetch` and `XMLHttpRequest`. */
export function watchRequests(): void {
  patch(globalThis, 'fetch', (_, args, promise) => {
    const input = args[0] as object;
    const init = args[1];
    // Only a `Request` answers; text is not asked, since what throws takes time.
    const asked = (read: typeof methodOf | typeof urlOfRequest) => (typeof input === 'object' ? quietly(() => read(input)) : undefined);
    const answered = begin(
      own(init, 'method') ?? asked(methodOf),
      asked(urlOfRequest) ?? input,
      // The body of a `Request` cannot be looked at without being used up.
      own(init, 'body') ?? quietly(() => getHeader(headersOfRequest(input), 'content-type')),
    );
    if (!answered) return;
    return whenFulfilled<Response>(
      promise,
      (response) => {
        const headers = headersOf(response);
        answered(statusOf(response), urlOf(response), (name) => getHeader(headers, name));
      },
      () => answered(0),
    );
  });
  patch(XHR, 'open', (request, args) => void opened.set(request, { method: args[0], url: args[1] }));
  patch(XHR, 'send', (request, args) => {
    const entry = opened.get(request);
    if (!entry) return;
    entry.answered = begin(entry.method, entry.url, args[0]);
    if (entry.answered) listen(request, 'loadend', onLoadEnd);
  });
}
