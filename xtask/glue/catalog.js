// Sentences by language. The list of languages is the build's; which one fits is decided here, not in the loader, so
// that a new language costs nothing to those who never open the widget.

import { pinned } from "./runtime.js";

// __CATALOGS__ is filled in by the build: {language: [file, integrity]}.
const known = __CATALOGS__;
const fetched = {};

// Resolves to { lang, sentences }: the language for `Intl` and the shop, which keeps the region when the catalog has
// the asked language (en-GB dates for a British page), and the sentences.
export function catalog(asked) {
  const language = closest(asked);
  fetched[language] =
    fetched[language] ||
    pinned(known[language])
      .then((it) => it.json())
      .catch((e) => {
        // Another try asks the network again.
        delete fetched[language];
        throw e;
      });
  const lang = valid(asked) && asked.slice(0, 2) === language.slice(0, 2) ? asked : language;
  return fetched[language].then((sentences) => ({ lang, sentences }));
}

// Chinese goes by script, which the region implies when it is not said; every other language by its first part.
function closest(asked) {
  const tag = asked.toLowerCase();
  if (/^zh\b/.test(tag)) return /hant|-(tw|hk|mo)\b/.test(tag) ? "zh-TW" : "zh-CN";
  const first = tag.split("-")[0];
  return known[first] ? first : "en";
}

function valid(tag) {
  try {
    return !!Intl.getCanonicalLocales(tag);
  } catch (e) {
    return false;
  }
}
