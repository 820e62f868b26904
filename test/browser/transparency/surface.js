// What a page can see of the platform without calling anything: every own property of every global interface, its flags, and of each
// function its name, length and text. One entry a property, so that a difference names it.
const surface = () => {
  const seen = {};
  const text = Function.prototype.toString;
  const words = (value) => {
    if (typeof value !== 'function') return value === null || typeof value !== 'object' ? `${typeof value} ${String(value)}` : 'object';
    const own = Reflect.ownKeys(value).map(String).join();
    return `function ${value.name}/${value.length} keys ${own} text ${text.call(value)} ${value + ''} again ${text.call(value.toString)}`;
  };
  const describe = (path, object) => {
    const keys = Reflect.ownKeys(object);
    seen[path] = `keys ${keys.map(String).join()} extensible ${Object.isExtensible(object)} frozen ${Object.isFrozen(object)} proto ${Object.getPrototypeOf(object)?.constructor?.name}`;
    for (const key of keys) {
      const { value, get, set, ...flags } = Object.getOwnPropertyDescriptor(object, key);
      seen[`${path}.${String(key)}`] = [JSON.stringify(flags), get ? `get ${words(get)}` : '', set ? `set ${words(set)}` : '', get || set ? '' : words(value)].join(' ');
    }
  };
  for (const name of Object.getOwnPropertyNames(window)) {
    const { value } = Object.getOwnPropertyDescriptor(window, name) ?? {};
    if (typeof value !== 'function') continue;
    describe(name, value);
    if (value.prototype && value.prototype.constructor) {
      describe(`${name}.prototype`, value.prototype);
      seen[`${name} is its prototype's constructor`] = String(value.prototype.constructor === value);
      seen[`${name} by its descriptor`] = String(Object.getOwnPropertyDescriptor(value.prototype, 'constructor').value === value);
    }
  }
  seen.window = Object.getOwnPropertyNames(window).join();
  seen.document = Reflect.ownKeys(document).map(String).join();
  for (const name of ['JSON', 'Math', 'Reflect', 'Atomics', 'navigator', 'performance', 'customElements', 'history']) describe(name, window[name]);
  return seen;
};

// The same functions, printed by another realm.
const printedElsewhere = () => {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const text = frame.contentWindow.Function.prototype.toString;
  const seen = {};
  for (const name of Object.getOwnPropertyNames(window)) {
    const { value } = Object.getOwnPropertyDescriptor(window, name) ?? {};
    if (typeof value !== 'function') continue;
    seen[name] = text.call(value);
    for (const key of Reflect.ownKeys(value.prototype ?? {})) {
      const own = Object.getOwnPropertyDescriptor(value.prototype, key);
      for (const part of ['value', 'get', 'set']) if (typeof own[part] === 'function') seen[`${name}.prototype.${String(key)} ${part}`] = text.call(own[part]);
    }
  }
  frame.remove();
  return seen;
};
