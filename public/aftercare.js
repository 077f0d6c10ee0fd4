// The loader: the one file with a stable URL. It paints a button, and fetches the widget only when somebody means it.
// `__BUILD__` is filled in by the build: { v, glue: [file, integrity], wasm, css }.
// Every byte here is paid by every visitor of every page, so what can wait is in the glue (xtask/glue) or the sheet.

const BUILD = __BUILD__;
const doc = document;
// Null when it is bundled or imported: then `base` must say where the other files are.
const script = doc.currentScript;

// The element's attributes; on the script tag the same with `data-` in front.
//   api    base URL of the shop's backend, required        lang   BCP 47; else the page's, else the browser's
//   mode   launcher (default) | inline | page              theme  auto (default) | light | dark
//   label  words on the launcher                           base   where the other files are; else beside this one
//   nonce  for the <style> that engines without constructed style sheets need under a strict policy
//   view   what to show once the shopper is in, by its name in src/state/view_stack.rs
const KNOWN = ["api", "lang", "mode", "theme", "label", "base", "nonce", "view"];

// Launcher, close, failed, again.
const WORDS = {
  en: ["Orders and returns", "Close", "This didn't load. Nothing is lost.", "Try again"],
  "zh-CN": ["订单与售后", "关闭", "没能加载，您填的都还在。", "再试一次"],
  "zh-TW": ["訂單與售後", "關閉", "沒能載入，您填的都還在。", "再試一次"],
};

// What must stand before the sheet is there. `!important` in a shadow root beats `!important` on the page.
const SHELL =
  ":host{all:initial!important;display:contents!important}" +
  ":host([hidden]){display:none!important}" +
  ":host([mode=inline]),:host([mode=page]){display:block!important}" +
  "button{font:600 15px/24px var(--aftercare-font,system-ui,sans-serif);padding:12px 20px;border:0;border-radius:24px;background:var(--aftercare-brand,#0f766e);color:var(--aftercare-on-brand,#fff);cursor:pointer}" +
  ".launcher{position:fixed;right:16px;bottom:16px;z-index:var(--aftercare-z-index,2147483000)}" +
  ".panel{position:fixed;z-index:2147483000;left:0;right:0;top:auto;bottom:0;padding:0;border:0;width:100%;max-width:none;height:92%;max-height:none;overflow:hidden}" +
  ".wait{display:grid;gap:16px;justify-items:start;padding:24px;font:16px/24px var(--aftercare-font,system-ui,sans-serif)}" +
  "@media(min-width:640px){.panel{left:auto;top:0;width:420px;height:100%}}";

const fetched = ([file, integrity], base) => fetch(new URL(file, base), { integrity, credentials: "omit" });

const node = (name, className, text) => {
  const it = doc.createElement(name);
  it.className = className;
  it.textContent = text || "";
  if (className) it.setAttribute("part", className);
  return it;
};

const button = (className, text, act) => {
  const it = node("button", className, text);
  it.type = "button";
  it.onclick = act;
  return it;
};

// One instance of the module serves every widget on the page until it traps; the next to ask gets a fresh one.
let app;
const alive = new Set();

const boot = (base, lang) => {
  const wasm = fetched(BUILD.wasm, base);
  wasm.catch(() => {});
  const glue = node("script", "");
  glue.src = new URL(BUILD.glue[0], base);
  glue.integrity = BUILD.glue[1];
  glue.crossOrigin = "anonymous";
  glue.nonce = (script && script.nonce) || "";
  return new Promise((resolve, reject) => {
    glue.onload = resolve;
    glue.onerror = () => reject(glue.src);
    doc.head.append(glue);
  })
    .then(() => glue.aftercare.boot({ wasm, base, lang, broken }))
    .finally(() => glue.remove());
};

const broken = (error) => {
  app = null;
  alive.forEach((fail) => fail(error));
};

// What an element shows and holds while it is on the page.
const desk = (element) => {
  const root = element.shadowRoot || element.attachShadow({ mode: "open" });
  const get = (name) => element.getAttribute(name) || "";
  const isInline = /inline|page/.test(get("mode"));
  const asked = () => (element.closest("[lang]") || element).lang || navigator.language;
  // The glue knows the catalogs; here it is about five words.
  const words = (which) => {
    const tag = asked();
    const language = !/^zh/i.test(tag) ? "en" : /hant|tw|hk|mo/i.test(tag) ? "zh-TW" : "zh-CN";
    return (!which && get("label")) || WORDS[language][which];
  };
  const base = () => new URL(get("base").replace(/[^/]$/, "$&/") || BASE, doc.baseURI);
  const sheets = [];
  let ready, mounted, watch, panel, launcher, opener;

  // A constructed sheet, which no content security policy stops; in engines before Chrome 73 a nonced <style>.
  const dress = (text) => {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      sheets.push(sheet);
      root.adoptedStyleSheets = sheets;
    } catch (e) {
      const style = node("style", "", text);
      style.nonce = element.nonce || (script && script.nonce) || "";
      root.append(style);
    }
  };

  const emit = (name, id = "", type = "", cancelable) =>
    element.dispatchEvent(
      new CustomEvent("aftercare-" + name, {
        bubbles: true,
        composed: true,
        cancelable,
        detail: { widget: element.id, id, type },
      }),
    );

  // Everything the first view needs, in parallel, once.
  const prepare = () => {
    if (!ready) {
      if (!app) {
        app = boot(base(), asked());
        app.catch(() => (app = null));
      }
      ready = Promise.all([app, fetched(BUILD.css, base()).then((it) => it.text())]);
      // What failed is asked for anew the next time.
      ready.catch(() => (ready = null));
    }
    return ready;
  };

  // The sentences of the language asked for now, which may be another than when fetching began.
  const speak = (app) => app.catalog(asked()).then((it) => (page.catalog = it));

  // The border to the wasm: see src/host/page.rs.
  const page = {
    get,
    closable: !isInline,
    close: () => close(),
    emit,
  };

  const start = () => {
    if (mounted) return;
    mounted = {};
    show();
    if (watch) watch.disconnect();
    prepare().then(async ([app, css]) => {
      await speak(app);
      if (!mounted) return;
      if (sheets.length < 2) dress(css);
      frame.textContent = "";
      const target = node("div", "mount");
      frame.append(target);
      alive.add(fail);
      mounted = { app, id: app.mount(target, page) };
    }).catch(fail);
  };

  const unmount = () => {
    alive.delete(fail);
    const { app, id } = mounted || {};
    mounted = ready = null;
    try {
      if (id) app.unmount(id);
    } catch (e) {
      // The instance has trapped: there is nothing left in it to take down.
    }
  };

  // Waiting, or with a text the end of it.
  const show = (text) => {
    const box = node("div", "wait", text);
    box.setAttribute("role", text ? "alert" : "status");
    if (text) box.append(button("retry", words(3), start));
    if (!isInline) box.append(button("close", words(1), close));
    frame.textContent = "";
    frame.append(box);
    return box;
  };

  // It never came, or it is gone: say so, offer a fresh start and the shop's own people.
  const fail = (error) => {
    console.error("[aftercare]", error);
    unmount();
    const box = show(words(2));
    emit("error", "", "load");
    fetch(get("api") + "/capabilities").then((it) => it.json()).then((shop) =>
      shop.contact.forEach((channel) => {
        const link = node("a", "contact", channel.label);
        if (/^(https|mailto|tel):/.test(channel.url)) link.href = channel.url;
        box.append(link);
      }),
    ).catch(() => {});
  };

  const open = () => {
    if (!panel || panel.hasAttribute("open") || !emit("open", "", "", true)) return;
    opener = doc.activeElement || doc.body;
    panel.setAttribute("aria-label", words(0));
    if (panel.showModal) panel.showModal();
    else panel.setAttribute("open", "");
    start();
  };

  const close = () => {
    if (!panel || !panel.hasAttribute("open")) return;
    if (panel.close) return panel.close();
    panel.removeAttribute("open");
    closed();
  };

  const closed = () => {
    emit("close");
    // Safari gives a clicked button no focus, so there may be nothing to go back to but the launcher.
    (opener === doc.body || opener === element ? launcher : opener).focus();
  };

  const frame = node("div", "app");
  dress(SHELL);
  if (isInline) {
    root.append(frame);
    // When it comes near the viewport.
    watch = new IntersectionObserver((seen) => seen.some((it) => it.isIntersecting) && start(), { rootMargin: "400px" });
    watch.observe(frame);
  } else {
    launcher = button("launcher", words(0), open);
    launcher.setAttribute("aria-haspopup", "dialog");
    launcher.onpointerenter = launcher.onfocus = launcher.ontouchstart = prepare;
    panel = node("dialog", "panel");
    panel.onclose = closed;
    // No expression: a handler that returns false cancels what the click was for.
    panel.onclick = (event) => {
      if (event.target === panel) close();
    };
    panel.append(frame);
    root.append(launcher, panel);
  }

  return {
    open,
    close,
    prepare,
    changed() {
      if (launcher) launcher.textContent = words(0);
      const it = mounted;
      // A catalog that does not come leaves the language as it was.
      if (it && it.app) speak(it.app).then(() => it === mounted && it.app.update(it.id), () => {});
    },
    end() {
      unmount();
      if (watch) watch.disconnect();
      root.textContent = "";
    },
  };
};

class Widget extends HTMLElement {
  static get observedAttributes() {
    return KNOWN;
  }

  connectedCallback() {
    this.home = doc.body;
    if (this.desk) return;
    this.id = this.id || "aftercare-" + ++count;
    check(this, (name) => KNOWN.includes(name) || name in this || /^(class|part|aria|data)/.test(name), "");
    this.desk = desk(this);
  }

  // A move in the document disconnects and connects again at once; only what stays away is gone. What the script tag
  // put on the page moves on into the new body that Turbo or Astro put in the old one's place.
  disconnectedCallback() {
    Promise.resolve().then(() => {
      if (this.isConnected || !this.desk) return;
      if (this.auto && this.home !== doc.body) {
        this.desk.close();
        return doc.body.append(this);
      }
      this.desk.end();
      this.desk = null;
    });
  }

  attributeChangedCallback() {
    if (this.desk) this.desk.changed();
  }
}

let count = 0;
const told = new Set();

// One line for the merchant, once: what is not known, and what is.
const check = (it, isKnown, prefix) => {
  for (const { name } of it.attributes) {
    if (isKnown(name) || told.has(name)) continue;
    told.add(name);
    console.warn("[aftercare] Unknown attribute " + name + ", known: " + KNOWN.map((it) => prefix + it).join(", "));
  }
};

const BASE = new URL(".", (script && script.src) || doc.baseURI).href;

// The tag may be taken by something else; another copy of this very loader is no stranger.
let tag = "aftercare-widget";
const taken = customElements.get(tag);
if (taken && taken.build !== BUILD.v) {
  // Names of elements have no capitals.
  tag += "-" + BUILD.v.toLowerCase();
  console.warn("[aftercare] Using " + tag);
}
Widget.build = BUILD.v;
if (!customElements.get(tag)) customElements.define(tag, Widget);

const listeners = [];
const all = () => [...doc.querySelectorAll(tag)];
const pick = (id) => (id ? doc.getElementById(id) : all()[0]);
const set = (it, options) => {
  for (const name in options) it.setAttribute(name, options[name]);
};
// On a widget that is not there nothing is done.
const does = (name) => (id) => {
  const it = pick(id);
  return it && it.desk[name]();
};

const api = {
  version: BUILD.v,
  // Puts a widget on the page and returns its id. Options are the attributes, `id`, and `target`, an element.
  init({ target, ...options }) {
    const it = doc.createElement(tag);
    set(it, options);
    (target || doc.body).append(it);
    return it.id;
  },
  open: does("open"),
  close: does("close"),
  preload: does("prepare"),
  update: (options, id) => pick(id) && set(pick(id), options),
  on(name, listener) {
    listeners.push([name, listener]);
    doc.addEventListener("aftercare-" + name, listener);
  },
  off: (name, listener) => doc.removeEventListener("aftercare-" + name, listener),
  // Takes a widget away, or all of them with every listener set by `on`.
  destroy(id) {
    (id ? all().filter((it) => it.id === id) : all()).forEach((it) => it.remove());
    if (!id) listeners.splice(0).forEach((it) => api.off(...it));
  },
};

const before = window.Aftercare || {};
if (!before.version) window.Aftercare = api;

// The script tag itself asks for a widget by naming a backend; the same tag twice asks for the same one. Then come the
// calls that were made before this file was here.
const data = (script || doc).dataset || {};
check(script || doc.head, (name) => !/^data-/.test(name) || KNOWN.includes(name.slice(5)), "data-");
const begin = () => {
  if (data.api && !all().some((it) => it.auto === data.api)) {
    const options = {};
    KNOWN.forEach((name) => name in data && (options[name] = data[name]));
    doc.getElementById(api.init(options)).auto = data.api;
  }
  (before.q || []).forEach((it) => api[it[0]](...it.slice(1)));
};
if (doc.body) begin();
else doc.addEventListener("DOMContentLoaded", begin);
