// Draws the guide's Mermaid diagrams: `node diagrams.mjs <file>`, where the file holds a JSON list of sources. Prints
// a JSON list of SVG elements, which take their colours from page.css and fetch nothing.
import { renderMermaidSVG } from "beautiful-mermaid";
import { readFileSync } from "node:fs";

const drawn = JSON.parse(readFileSync(process.argv[2], "utf8")).map((source, number) =>
  renderMermaidSVG(source, { transparent: true })
    // The renderer's own sheet asks another host for a font.
    .replace(/<style>[^]*?<\/style>/, "")
    .replace(/(<svg[^>]*?) style="[^"]*"/, "$1")
    // Ids are the page's, and a page has many diagrams.
    .replaceAll("seq-arrow", `arrow-${number}`),
);
console.log(JSON.stringify(drawn));
