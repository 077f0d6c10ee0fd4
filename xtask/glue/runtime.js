// What wasm-bindgen's and wasm-split's generated code lacks: fetching with integrity from the loader's own folder,
// the fallback when streaming fails, and noticing that an instance has trapped.

let base;
let report;

export function configure(folder, broken) {
  base = folder;
  report = broken;
}

// Streaming first. On any error from it, the plain way: some Android webviews fail it with the right MIME type, and
// many a server sends a wrong one.
export async function compile(promise) {
  const response = await promise;
  if (!response.ok) throw new Error(response.status + " " + response.url);
  const spare = response.clone();
  try {
    return await WebAssembly.compileStreaming(response);
  } catch (e) {
    return WebAssembly.compile(await spare.arrayBuffer());
  }
}

// A file the build knows, checked against its integrity.
export function pinned([file, integrity]) {
  return fetch(new URL(file, base), { integrity, credentials: "omit" }).then((response) => {
    if (!response.ok) throw new Error(response.status + " " + response.url);
    return response;
  });
}

// __CHUNKS__ is filled in by the build: {name: [file, integrity]}.
export function chunk(name) {
  const module = compile(pinned(__CHUNKS__[name]));
  // The caller awaits it later; until then a rejection is not unhandled.
  module.catch(() => {});
  return async (imports) => WebAssembly.instantiate(await module, imports);
}

// An exception that leaves a wasm function has unwound through Rust's stack without running its destructors: the
// instance can't be trusted any more. (A Rust `Err` is thrown by the glue, after the wasm function has returned.)
export function guard(f) {
  return (...args) => {
    try {
      return f(...args);
    } catch (e) {
      if (report) {
        const once = report;
        report = undefined;
        once(e);
      }
      throw e;
    }
  };
}

export function guardAll(exports) {
  const guarded = {};
  for (const name in exports) {
    const it = exports[name];
    guarded[name] = typeof it === "function" ? guard(it) : it;
  }
  return guarded;
}
