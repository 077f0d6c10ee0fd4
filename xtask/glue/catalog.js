// Sentences by language. The list of languages is the build's; which one fits is decided here, not in the loader, so
// that a new language costs nothing to those who never open the widget.

import { pinned } from "./runtime.js";

// __CATALOGS__ is filled in by the build: {language: [file, integrity]}.
const known = __CATALOGS__;
const fetched = {};

// Resolves to { lang, accept, sentences }: the language for `Intl`, which keeps the region when the catalog has the asked
// language (en-GB dates for a British page); what to ask the shop for, as `Accept-Language` has it; and the sentences.
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
  // A language without a catalog may still be the shop's, and what the law words (a withdrawal) is due in it.
  const accept = valid(asked) && asked !== lang ? `${asked}, ${lang};q=0.9` : lang;
  return fetched[language].then((sentences) => ({ lang, accept, sentences }));
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
