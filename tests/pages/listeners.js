// Keeps the memories of the modules made, and counts the listeners that are on, by target kind and event, from before the widget's loader runs. A `once` listener
// or one with an abort signal counts as off when it has fired or its signal has.
(() => {
  const on = new Map();
  const numbers = new WeakMap();
  let next = 0;
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  const capture = options => typeof options === 'object' && options ? Boolean(options.capture) : Boolean(options);
  const kind = target => target === window || target === undefined || target === null ? 'window'
    : target === document ? 'document'
    : target === visualViewport ? 'visualViewport'
    : target instanceof MediaQueryList ? 'media'
    : target === document.documentElement || target === document.body ? 'page' : null;
  const key = (target, type, listener, options) => {
    if (!numbers.has(listener)) numbers.set(listener, next++);
    return `${kind(target)} ${type} ${numbers.get(listener)} ${capture(options)}`;
  };
  const off = name => on.delete(name);
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    if (listener && kind(this)) {
      const name = key(this, type, listener, options);
      on.set(name, `${kind(this)} ${type}`);
      if (options && options.signal) add.call(options.signal, 'abort', () => off(name));
      if (options && options.once) add.call(this, type, () => off(name), { once: true });
    }
    return add.call(this, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    if (listener && kind(this)) off(key(this, type, listener, options));
    return remove.call(this, type, listener, options);
  };
  const memories = [];
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const make = WebAssembly[name];
    if (!make) continue;
    WebAssembly[name] = (...values) => make.apply(WebAssembly, values).then(made => {
      const { memory } = (made.instance || made).exports;
      if (memory && !memories.includes(memory)) memories.push(memory);
      return made;
    });
  }
  Object.defineProperty(window, '__memories', { value: memories });
  Object.defineProperty(window, '__listeners', { get: () => [...on.values()].sort() });
})();
