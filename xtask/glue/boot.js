// The script that the loader puts on the page once a shopper shows intent. It is a classic script, not a module, so
// that every engine checks its integrity and so that putting it on the page again makes a fresh instance after a trap.
// It leaves nothing on the page but the function below, on its own <script> element.
import init from "./aftercare.js";
import * as widget from "./widget.js";
import { catalog } from "./catalog.js";
import { compile, configure } from "./runtime.js";

document.currentScript.aftercare = {
  // wasm: Response or promise of one, of the main module, fetched by the loader in parallel with this script
  // base: absolute URL of the folder of aftercare.js, ending in "/"
  // lang: the language to fetch the sentences of meanwhile
  // broken(error): called once when the instance has trapped and can't be used any more
  // Resolves to the functions that src/lib.rs exports, and `catalog(lang)`.
  async boot({ wasm, base, lang, broken }) {
    configure(base, broken);
    catalog(lang).catch(() => {});
    await init({ module_or_path: await compile(wasm) });
    return { ...widget, catalog };
  },
};
