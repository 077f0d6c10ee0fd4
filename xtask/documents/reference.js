// __DOCUMENT__ is openapi.json, so that the page also works from a folder, without a server. Everything that would
// ask another host (fonts, a proxy for trial requests, an assistant) is off.
Scalar.createApiReference("#reference", {
  content: __DOCUMENT__,
  withDefaultFonts: false,
  hideTestRequestButton: true,
  hideClientButton: true,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: "never",
  documentDownloadType: "none",
  defaultOpenAllTags: true,
  defaultHttpClient: { targetKey: "shell", clientKey: "curl" },
  // Examples as curl lines only.
  hiddenClients: Object.fromEntries([
    ["shell", ["wget", "httpie"]],
    ...`c clojure csharp dart fsharp go http java js kotlin node
      objc ocaml php powershell python r ruby rust swift`
      .split(/\s+/)
      .map((language) => [language, true]),
  ]),
});
