// SPDX-License-Identifier: BSL-1.0
//
// The page in headless Chromium, without a network: every chart has drawn, nothing is written to the console, nothing
// is fetched, and it fits a phone.
//
//     node browser.mjs <index.html> <node_modules> <chromium>

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [page_file, node_modules, chromium] = process.argv.slice(2).map((path) => resolve(path));
const playwright = createRequire(node_modules + "/")("playwright-core");
const address = pathToFileURL(page_file).href;

const browser = await playwright.chromium.launch({
  executablePath: chromium,
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});

async function open(options) {
  const context = await browser.newContext({ offline: true, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) complaints.push(`fetched ${request.url()}`);
  });
  await page.goto(address);
  return { page, complaints };
}

try {
  for (const width of [1280, 390]) {
    for (const colorScheme of ["light", "dark"]) {
      const where = `${width} px, ${colorScheme}`;
      const { page, complaints } = await open({ viewport: { width, height: 844 }, colorScheme });
      const charts = page.locator(".chart");
      const count = await charts.count();
      assert.ok(count >= 3, `${where}: ${count} charts`);
      await page.waitForFunction(
        (n) => document.querySelectorAll(".chart.drawn").length === n, count, { timeout: 20000 },
      ).catch(() => complaints.push("not every chart was drawn"));
      assert.deepEqual(complaints, [], where);

      for (let i = 0; i < count; ++i) {
        const chart = await charts.nth(i).evaluate((element) => {
          const drawn = [...element.querySelectorAll(".mark-line path, .mark-rect path, .mark-rule line")].map((path) => path.getBoundingClientRect());
          return {
            svg: element.querySelectorAll("svg").length,
            drawn: Math.max(0, ...drawn.map((box) => Math.hypot(box.width, box.height))),
            titles: [...element.querySelectorAll(".role-axis-title text")].map((text) => text.textContent),
            words: [...element.querySelectorAll("text")].map((text) => text.textContent),
            colour: getComputedStyle(element.querySelector(".role-axis-title text")).fill,
          };
        });
        const which = `${where}, chart ${i + 1}`;
        assert.equal(chart.svg, 1, which);
        assert.ok(chart.drawn > 50, `${which}: neither line nor bar to be seen`);
        assert.equal(chart.titles.length, 2, `${which}: axis titles ${chart.titles}`);
        assert.ok(!chart.words.some((word) => /undefined|null|NaN/.test(word)), `${which}: ${chart.words}`);
        assert.equal(chart.colour, colorScheme === "dark" ? "rgb(232, 233, 235)" : "rgb(28, 30, 33)", which);
      }

      const fit = await page.evaluate(() => {
        const right = (element) => element.getBoundingClientRect().right;
        const outside = [...document.querySelectorAll("main *")].filter(
          (element) => right(element) > innerWidth + 1 && !element.closest("pre"),
        );
        return { width: document.documentElement.scrollWidth, outside: outside.map((element) => element.outerHTML.slice(0, 200)) };
      });
      assert.ok(fit.width <= width, `${where}: the page is ${fit.width} px wide`);
      assert.deepEqual(fit.outside, [], `${where}: beyond the right edge`);
      await page.context().close();
    }
  }

  // The pointer finds the nearest point of a curve and its values.
  {
    const { page } = await open({ viewport: { width: 1280, height: 844 } });
    const chart = page.locator("[aria-labelledby=concentration] .chart.drawn").nth(1);
    await chart.scrollIntoViewIfNeeded();
    const box = await chart.boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.move(box.x + box.width / 2 + 2, box.y + box.height / 2);
    const tooltip = page.locator("#vg-tooltip-element.visible");
    await tooltip.waitFor({ timeout: 5000 });
    assert.match(await tooltip.innerText(), /Most downloaded models[\s\S]*Share of all downloads[\s\S]*%/);
    await page.context().close();
  }

  // Without JavaScript the tables hold every number.
  {
    const { page } = await open({ javaScriptEnabled: false });
    const text = await page.locator("main").textContent();
    for (const number of ["49.6 %", "90.0527 %", "92.5131 %", "0.9957857993", "199,235,153"])
      assert.ok(text.includes(number), `no ${number} on the page`);
    assert.ok(text.includes("the table has its numbers"));
    await page.context().close();
  }

  // The top counts every chart of the report and every published number; each chart has its line.
  {
    const { page } = await open({ javaScriptEnabled: false });
    const counts = await page.locator(".verdicts .count").allInnerTexts();
    const sum = (what) => counts.map((text) => text.match(`^(\\d+) of \\d+ ${what}$`)).reduce((n, m) => n + (m ? +m[1] : 0), 0);
    assert.equal(sum("charts"), 22);
    assert.equal(sum("numbers"), 73);
    assert.equal(await page.locator(".charts li").count(), 22);
    await page.context().close();
  }

  // On paper nothing is folded.
  {
    const { page } = await open({});
    assert.ok((await page.locator("details").count()) > 0);
    await page.pdf();
    assert.equal(await page.locator("details:not([open])").count(), 0);
    await page.context().close();
  }

  // Every link inside the page has its target, and every identifier is used once.
  {
    const { page } = await open({});
    const { missing, twice } = await page.evaluate(() => {
      const ids = [...document.querySelectorAll("[id]:not(svg [id])")].map((element) => element.id);
      return {
        missing: [...document.querySelectorAll('a[href^="#"]')].map((a) => a.hash.slice(1)).filter((id) => !ids.includes(id)),
        twice: ids.filter((id, i) => ids.indexOf(id) !== i),
      };
    });
    assert.deepEqual(missing, []);
    assert.deepEqual(twice, []);
  }
} finally {
  await browser.close();
}
