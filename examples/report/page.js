// SPDX-License-Identifier: BSL-1.0
//
// Draws each chart from the Vega-Lite description beside it. Without Vega, the tables stand alone.
for (const chart of document.querySelectorAll(".chart")) {
  if (!window.vegaEmbed) break;
  const spec = JSON.parse(document.getElementById(chart.dataset.spec).textContent);
  const config = JSON.parse(document.getElementById("theme").textContent);
  vegaEmbed(chart, spec, { config, renderer: "svg", actions: false, tooltip: { theme: "custom" } }).then(
    () => chart.classList.add("drawn"),
    (error) => console.error(chart.dataset.spec, error),
  );
}

// Paper has no folds.
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((details) => (details.open = true)));
