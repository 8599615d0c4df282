// Everything can be done with the keyboard alone, and one sees where one is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inTabs } from "./browser.mjs";
import { none } from "./none.mjs";
import { samples } from "./site.mjs";
import { stage } from "./stage.mjs";

const MOST_STOPS = 1500;
const { browser, site } = await stage();

test("the first stop is a link past the menu", async () => {
  const problems = [];
  const context = await browser.newContext();
  await inTabs(context, samples(), async (page, path) => {
    await page.goto(site.at(path));
    await page.keyboard.press("Tab");
    const skip = await page.evaluate(() => {
      const one = document.activeElement;
      const box = one.getBoundingClientRect();
      return { to: one.getAttribute("href"), seen: box.width > 40 && box.height > 20 && box.top >= 0 };
    });
    if (skip.to !== "#main" || !skip.seen) problems.push(`${path}: the first stop is ${JSON.stringify(skip)}`);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const past = await page.evaluate(() => document.activeElement === document.body || !document.activeElement.closest("header, .crumbs"));
    if (!past) problems.push(`${path}: the link does not lead past the menu`);
  });
  await context.close();
  none(problems);
});

// How many presses of a key are on their way at once.
const AT_ONCE = 40;

// Watches where the focus goes. Each stop must be in sight, and differ from how it looks when one is elsewhere.
const watch = () => {
  const look = (one) => {
    const { outlineStyle, outlineWidth, backgroundColor, boxShadow, color } = getComputedStyle(one);
    return [outlineStyle, outlineWidth, backgroundColor, boxShadow, color].join();
  };
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
  const resting = new Map(all.map((one) => [one, look(one)]));
  const stops = all.filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }) && one.type !== "radio");
  window.walked = { stops: stops.length, reached: new Set(), trouble: [] };
  document.addEventListener("focusin", ({ target: one }) => {
    if (window.walked.reached.has(one)) return;
    window.walked.reached.add(one);
    const name = one.outerHTML.slice(0, 80);
    const box = one.getBoundingClientRect();
    if (!(box.bottom > 0 && box.top < innerHeight && box.width > 0)) window.walked.trouble.push(`${name} is out of sight`);
    else if (resting.get(one) === look(one)) window.walked.trouble.push(`${name} looks the same with focus`);
  });
};

// Walks through a page with Tab.
const walk = async (page, path) => {
  await page.goto(site.at(path));
  await page.evaluate(watch);
  const soFar = () => page.evaluate(() => ({ ...window.walked, reached: window.walked.reached.size }));
  let { stops, reached } = await soFar();
  for (let pressed = 0; reached < stops && pressed <= Math.min(stops, MOST_STOPS); pressed += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, () => page.keyboard.press("Tab")));
    ({ reached } = await soFar());
  }
  const { trouble } = await soFar();
  if (reached < stops) trouble.push(`${reached} of ${stops} stops can be reached`);
  return trouble.map((one) => `${path}: ${one}`);
};

test("every stop can be reached with Tab, and is seen", async () => {
  const problems = [];
  const context = await browser.newContext();
  await inTabs(context, samples(), async (page, path) => problems.push(...(await walk(page, path))));
  await context.close();
  none(problems);
});

for (const [how, keys] of [
  ["is sent", ["Enter", "Tab", "Tab"]],
  ["is left as typed", ["Tab", "Tab"]],
]) {
  test(`search needs no mouse, and nothing changes under whoever has moved on: a search that ${how}`, async () => {
    const page = await browser.newPage();
    await page.clock.install();
    await page.goto(site.at("search.html"));
    await page.locator("#search-q").focus();
    await page.waitForFunction(() => window.trellisSearchData);
    await page.keyboard.type("physio");
    for (const key of keys) await page.keyboard.press(key);
    const focused = page.locator("#search-results a:focus");
    assert.match(await focused.textContent(), /physio/i);
    await page.clock.runFor(2000);
    assert.equal(await focused.count(), 1);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => !url.pathname.endsWith("search.html"));
    await page.close();
  });
}
