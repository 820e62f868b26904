// A probe uses the platform, rightly or wrongly, and gives what it saw as something that can be written as JSON: two browsers that behave
// alike give the same.
const probes = {};
const probe = (name, look) => {
  probes[name] = look;
};

const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const failure = (error) => ({
  is: error instanceof Error || error instanceof DOMException,
  name: error?.name,
  message: error?.message,
  type: Object.prototype.toString.call(error),
  own: Object(error) === error ? Reflect.ownKeys(error).map(String).sort() : [],
});
const caught = (work) => {
  try {
    return { value: String(work()) };
  } catch (error) {
    return failure(error);
  }
};
/** As `caught`; of what a promise rejects with, too. */
const settled = async (work) => {
  try {
    return { value: Object.prototype.toString.call(await work()) };
  } catch (error) {
    return failure(error);
  }
};

const PLACE = /\(?(https?|chrome-extension|moz-extension):.*$/;
/** The frames of a stack without the places in the page; one of an extension is told as such. */
const framesOf = (stack) =>
  String(stack)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim().replace(PLACE, (place) => (place.includes('extension:') ? 'EXTENSION' : '')).trim());
const stackOf = async (work) => {
  try {
    await work();
    return 'no error';
  } catch (error) {
    return framesOf(error.stack);
  }
};

/** The interfaces of media, connections and requests, and what the language has below them. */
const INTERFACES = Object.getOwnPropertyNames(window).filter(
  (name) =>
    /^(webkit)?(RTC|Media|HTMLMedia|HTMLVideo|HTMLAudio|HTMLCanvas|Canvas|OffscreenCanvas|WebGL|GPU|Audio|BaseAudio|OfflineAudio|WebSocket|XMLHttp|Fetch|Request|Response|Headers|Event|CustomEvent|ImageCapture|Video|ReadableStream|Abort|Function|Promise|Proxy|URL|WeakRef|WeakMap|Map|Set|FinalizationRegistry|MessagePort|MessageChannel|BroadcastChannel|Blob|TransformStream|WritableStream)/.test(
      name,
    ) && typeof Object.getOwnPropertyDescriptor(window, name)?.value === 'function',
);
/** Calls `visit` with each function of an interface's prototype, and what part of a property it is. */
const eachMember = (name, visit) => {
  const prototype = window[name].prototype;
  for (const key of Reflect.ownKeys(prototype ?? {})) {
    if (key === 'constructor') continue;
    const descriptor = Object.getOwnPropertyDescriptor(prototype, key);
    for (const part of ['value', 'get', 'set']) if (typeof descriptor[part] === 'function') visit(`${name}.${String(key)} ${part}`, descriptor[part], prototype);
  }
};

/** Runs the probes in the order in which they were written. */
const behaviour = async () => {
  const seen = {};
  for (const [name, look] of Object.entries(probes)) {
    try {
      seen[name] = await look();
    } catch (error) {
      seen[name] = { broken: failure(error), at: error.stack };
    }
  }
  return JSON.parse(JSON.stringify(seen));
};
