// Lighthouse gives full marks for speed, access, good practice and being found, on a slow phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as chromeLauncher from "chrome-launcher";
import lighthouse from "lighthouse";
import { program } from "./browser.mjs";
import { serve } from "./site.mjs";

const PAGES = ["index.html", "roles/physiotherapist.html", "roles/index.html", "search.html"];
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
// Speed is worked out for a slow phone from what was measured here; a busy machine can spoil one measurement.
const TRIES = 5;
let chrome, site;

before(async () => {
  site = await serve();
  chrome = await chromeLauncher.launch({
    chromePath: program(),
    chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"],
  });
});
after(async () => {
  await chrome?.kill();
  await site.close();
});

const marks = async (page) => {
  const { lhr } = await lighthouse(site.at(page), { port: chrome.port, onlyCategories: CATEGORIES, output: "json", logLevel: "error" });
  assert.equal(lhr.runtimeError, undefined);
  const isLost = ({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1;
  const lost = Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs.filter(isLost));
  return {
    scores: CATEGORIES.map((name) => Math.round(lhr.categories[name].score * 100)),
    lost: lost.map(({ id }) => `${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`),
  };
};

for (const path of PAGES) {
  test(`${path} gets full marks`, async (t) => {
    let best;
    for (let tries = 0; tries < TRIES && !best?.scores.every((score) => score === 100); tries += 1) {
      const now = await marks(path);
      if (!best || now.scores[0] >= best.scores[0]) best = now;
    }
    t.diagnostic(CATEGORIES.map((name, at) => `${name} ${best.scores[at]}`).join(", "));
    assert.deepEqual(best.scores, [100, 100, 100, 100], best.lost.join("\n"));
  });
}
