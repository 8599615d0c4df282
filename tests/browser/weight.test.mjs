// Pages are light and hold still: budgets of what goes over the wire, packed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { none } from "./none.mjs";
import { pages, read } from "./site.mjs";
import { stage } from "./stage.mjs";

const KB = 1024;
const packed = (path) => gzipSync(read(path), { level: 9 }).length;
const linked = (page, pattern) =>
  [...read(page).matchAll(pattern)].map((match) => new URL(match[1], `http://site/${page}`).pathname.slice(1));
const scripts = (page) => linked(page, /<script src="([^"]+)"/g);
const styles = (page) => linked(page, /<link rel="stylesheet" href="([^"]+)"/g);
const sum = (paths) => paths.map(packed).reduce((one, two) => one + two, 0);
const { browser, site } = await stage();

test("a role is at most 40 KB, the style of all pages 13 and scripts 10", (t) => {
  const roles = pages.filter((page) => page.startsWith("roles/"));
  const heaviest = roles.map((page) => [sum([page, ...scripts(page), ...styles(page)]), page]).sort((a, b) => b[0] - a[0])[0];
  t.diagnostic(`the heaviest is ${heaviest[1]}: ${(heaviest[0] / KB).toFixed(1)} KB`);
  assert.ok(heaviest[0] <= 40 * KB, `${heaviest[1]} is ${heaviest[0]} bytes`);
  // A page that is laid out like no other has a sheet of its own beside the one of all.
  none(pages.filter((page) => sum(styles(page)) > (styles(page).length > 1 ? 14 : 13) * KB).map((page) => `${page}: ${sum(styles(page))} bytes of style`));
  none(pages.filter((page) => sum(scripts(page)) > 10 * KB).map((page) => `${page}: ${sum(scripts(page))} bytes of scripts`));
});

test("nothing moves while a page loads", async () => {
  const problems = [];
  for (const [path, width] of ["index.html", "roles/podiatrist.html", "roles/index.html", "search.html", "search.html?q=physio", "search.html?q=zzzzqqqq", "shortlist.html"].flatMap((path) => [[path, 375], [path, 1280]])) {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    await page.addInitScript(() => {
      window.moved = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((one) => (window.moved += one.value))).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(site.at(path), { waitUntil: "networkidle" });
    const moved = await page.evaluate(() => window.moved);
    if (moved > 0) problems.push(`${path} at ${width} px: ${moved}`);
    await page.close();
  }
  none(problems);
});
