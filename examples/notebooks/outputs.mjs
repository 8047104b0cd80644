// SPDX-License-Identifier: BSL-1.0
//
// Runs the cells of a notebook in clang-repl, in order, one cell a unit, as a kernel does.
//
//     node outputs.mjs check <clang-repl> <standard> <include paths> <node_modules> <notebook>...
//     node outputs.mjs store <clang-repl> <standard> <include paths> <node_modules> <chromium> <notebook>...
//
// check: every chart can be drawn, and what is stored is what comes out now. store: stores what comes out, and beside
// each chart its picture as text/markdown, which viewers without a kernel show.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { checker } from "./bundle.mjs";

const [command, repl, standard, includes, node_modules, ...rest] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));

/// A cell as clang-repl takes it: a preprocessor line by itself, the statements between in one line.
function units(source) {
  const lines = source.join("").split("\n").filter((line) => !/^\s*\/\//.test(line));
  const found = [""];
  for (const line of lines) {
    if (line.startsWith("#")) found.push(line, "");
    else found[found.length - 1] += " " + line.trim();
  }
  return found.filter((unit) => unit.trim() !== "");
}

/// What the interpreter prints.
function session(input, file) {
  const ended = spawnSync(repl, [`-Xcc=-std=${standard}`], {
    input,
    cwd: dirname(resolve(file)),
    env: { ...process.env, CPLUS_INCLUDE_PATH: [join(here, "kernel"), includes].join(delimiter) },
    encoding: "utf8", maxBuffer: 1 << 28, timeout: 300000,
  });
  if (ended.error) throw ended.error;  // cannot be started, or takes too long
  return ended;
}

/// What each code cell displays, as nbformat has it.
function run(notebook, file) {
  const cells = notebook.cells.filter((cell) => cell.cell_type === "code");
  const input = cells.map((cell, i) => [...units(cell.source), `std::cout << "\\n@@cell ${i + 1}\\n" << std::flush;`]);
  const { stdout, stderr } = session(["#include <iostream>", ...input.flat(), "%quit", ""].join("\n"), file);
  assert.equal(stderr, "", file);  // clang-repl's exit code is 0 even after errors
  let rest = stdout;
  return cells.map((_, i) => {
    const end = rest.indexOf(`\n@@cell ${i + 1}\n`);
    assert.notEqual(end, -1, `${file}: cell ${i + 1} does not end:\n${rest}`);
    const text = rest.slice(0, end);
    rest = rest.slice(end + `\n@@cell ${i + 1}\n`.length);
    const outputs = [];
    for (const [j, part] of text.split(/\n@@bundle (.*)\n/).entries()) {
      if (j % 2 === 1) outputs.push({ output_type: "display_data", data: JSON.parse(part), metadata: {} });
      else if (part !== "") outputs.push({ output_type: "stream", name: "stdout", text: lines(part) });
    }
    return outputs;
  });
}

const lines = (text) => text.match(/.*\n|.+$/g) ?? [];

/// nbformat keeps text as a list of lines.
const stored = (data) => Object.fromEntries(
  Object.entries(data).map(([kind, value]) => [kind, typeof value === "string" ? lines(value) : value]),
);

const chart = "application/vnd.vegalite.v5+json";
const check = checker(resolve(node_modules));

/// draw(svg): PNG in base64, half as many pixels again as the chart has.
async function painter(chromium) {
  const { chromium: driver } = createRequire(resolve(node_modules) + "/")("playwright-core");
  const browser = await driver.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage({ deviceScaleFactor: 1.5 });
  return {
    draw: async (svg) => {
      await page.setContent(`<meta charset="utf-8"><body style="margin: 0">${svg}`);
      return (await page.locator("svg").screenshot()).toString("base64");
    },
    close: () => browser.close(),
  };
}

const paint = command === "store" ? await painter(rest.shift()) : undefined;
for (const file of rest) {
  const notebook = JSON.parse(readFileSync(file, "utf8"));
  const cells = notebook.cells.filter((cell) => cell.cell_type === "code");
  const fresh = run(notebook, file);
  for (const [i, outputs] of fresh.entries()) {
    const where = `${basename(file)}, cell ${i + 1}`;
    for (const output of outputs) {
      if (output.output_type !== "display_data") continue;
      const svg = await check(output.data, where);
      output.data = stored(output.data);
      if (svg && paint) {
        const words = output.data[chart].description.replaceAll(/[[\]]/g, "");
        output.data["text/markdown"] = [`![${words}](data:image/png;base64,${await paint.draw(svg)})`];
      }
    }
    if (paint) {
      cells[i].outputs = outputs;
      cells[i].execution_count = i + 1;
    } else {
      const kept = structuredClone(cells[i].outputs);
      for (const output of kept) {
        if (output.data?.[chart]) assert.match(output.data["text/markdown"][0], /^!\[.+\]\(data:image\/png;base64,/, where);
        delete output.data?.["text/markdown"];
      }
      assert.deepEqual(outputs, kept, `${where}: what is stored is not what comes out`);
    }
  }
  if (paint) writeFileSync(file, JSON.stringify(notebook, null, 1) + "\n");
}
await paint?.close();
