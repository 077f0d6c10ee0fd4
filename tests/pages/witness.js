// The first script of every host page: writes down what the console and the element say, and what was on the page
// before the widget came. A story reads `__witness`.
(() => {
  const witness = { warnings: [], errors: [], events: [], globals: null };
  const words = values => values.map(value => {
    if (value instanceof Error) return String(value);
    if (typeof value === 'object') { try { return JSON.stringify(value); } catch { return String(value); } }
    return String(value);
  }).join(' ');
  for (const [level, list] of [['warn', witness.warnings], ['error', witness.errors]]) {
    const say = console[level];
    console[level] = (...values) => { list.push(words(values)); say.apply(console, values); };
  }
  addEventListener('error', event => witness.errors.push(`uncaught ${event.message}`));
  addEventListener('unhandledrejection', event => witness.errors.push(`unhandled ${event.reason}`));
  addEventListener('securitypolicyviolation', event =>
    witness.errors.push(`content policy: ${event.violatedDirective} refuses ${event.blockedURI}`));
  for (const name of ['open', 'close', 'ready', 'error', 'case-created', 'case-updated', 'review-submitted']) {
    document.addEventListener(`aftercare-${name}`, event => {
      const widgets = [...document.querySelectorAll('aftercare-widget')];
      const detail = event.detail === undefined ? null : JSON.parse(JSON.stringify(event.detail));
      witness.events.push({ name: event.type, widget: widgets.indexOf(event.target), detail });
    });
  }
  Object.defineProperty(window, '__witness', { value: witness });
  witness.globals = Object.getOwnPropertyNames(window);
})();
