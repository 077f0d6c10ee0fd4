// Compiles one file the way a webview of this V8's age would, without running it: `node compile.js <file>`.
const fs = require("fs");
const vm = require("vm");

const file = process.argv[2];
const content = fs.readFileSync(file);
if (file.endsWith(".wasm")) {
  new WebAssembly.Module(content);
} else {
  new vm.Script(content.toString(), { filename: file });
}
