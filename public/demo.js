// The demo shop's own script: its language links, and its two lines of Aftercare.
const lang = new URLSearchParams(location.search).get("lang");
if (lang) {
  document.documentElement.lang = lang;
  addEventListener("load", () => Aftercare.update({ lang }));
}
