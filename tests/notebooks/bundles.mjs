// SPDX-License-Identifier: BSL-1.0
//
// Draws what test-notebook-bundles prints:  node bundles.mjs <test-notebook-bundles> <node_modules>

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { checker } from "../../examples/notebooks/bundle.mjs";

const [program, node_modules] = process.argv.slice(2).map((path) => resolve(path));
const check = checker(node_modules);
const lines = execFileSync(program, { encoding: "utf8", maxBuffer: 1 << 26 }).trimEnd().split("\n");
assert.ok(lines.length > 30, `${lines.length} bundles`);
for (const line of lines) {
  const [name, kind, bundle] = line.split("\t");
  const svg = await check(JSON.parse(bundle), name);
  assert.equal(svg === undefined, kind === "table", `${name} is no ${kind}`);
}
