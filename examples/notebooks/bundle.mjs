// SPDX-License-Identifier: BSL-1.0
//
// What is asked of every bundle: its mime types, and that Vega-Lite draws its chart without a word of complaint.

import assert from "node:assert/strict";
import { createRequire } from "node:module";

const chart = "application/vnd.vegalite.v5+json";

/// check(bundle) returns the SVG of a figure, and nothing of a table or of plain text.
export function checker(node_modules) {
  const require = createRequire(node_modules + "/");
  const vega = require("vega");
  const vegaLite = require("vega-lite");

  return async function check(bundle, where) {
    const kinds = Object.keys(bundle).filter((kind) => kind !== "text/markdown").sort();
    assert.equal(typeof bundle["text/plain"], "string", where);
    assert.ok(bundle["text/plain"].length > 0, `${where}: no plain text`);
    if (!kinds.includes(chart)) {
      if (kinds.includes("text/html")) assert.match(bundle["text/html"], /^<table>(<tr>.*<\/tr>)+<\/table>$/, where);
      assert.ok(["text/html,text/plain", "text/plain"].includes(kinds.join()), `${where}: ${kinds}`);
      return;
    }
    assert.deepEqual(kinds, [chart, "text/plain"], where);
    const complaints = [];
    const complain = (...words) => complaints.push(words.join(" "));
    const logger = { level: () => logger, error: complain, warn: complain, info: () => logger, debug: () => logger };
    const spec = bundle[chart];
    assert.equal(spec.$schema, "https://vega.github.io/schema/vega-lite/v5.json", where);
    const compiled = vegaLite.compile(structuredClone(spec), { logger }).spec;
    const view = new vega.View(vega.parse(compiled), { renderer: "none", logger });
    const svg = await view.toSVG();
    assert.deepEqual(complaints, [], where);
    assert.ok(!/NaN|undefined|Infinity|>null</.test(svg), `${where}: not every number could be drawn`);
    assert.ok((svg.match(/role-axis-title/g) ?? []).length >= 2, `${where}: axis titles are missing`);
    return svg;
  };
}
