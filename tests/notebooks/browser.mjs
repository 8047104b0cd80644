// SPDX-License-Identifier: BSL-1.0
//
// The notebooks' HTML in headless Chromium, without a network: every picture of a chart is there and can be seen.
//
//     node browser.mjs <node_modules> <chromium> <html>...

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [node_modules, chromium, ...files] = process.argv.slice(2).map((path) => resolve(path));
const playwright = createRequire(node_modules + "/")("playwright-core");
const browser = await playwright.chromium.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] });
try {
  for (const file of files) {
    const context = await browser.newContext({ offline: true });
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    const pictures = await page.evaluate(() => [...document.images].map((image) => {
      const box = image.getBoundingClientRect();
      return { pixels: image.naturalWidth * image.naturalHeight, area: box.width * box.height, alt: image.alt };
    }));
    assert.ok(pictures.length >= 3, `${file}: ${pictures.length} pictures`);
    for (const picture of pictures)
      assert.ok(picture.pixels > 50000 && picture.area > 50000 && picture.alt, `${file}: ${JSON.stringify(picture)}`);
    await context.close();
  }
} finally {
  await browser.close();
}
