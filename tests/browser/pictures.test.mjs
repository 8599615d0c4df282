// A photograph on a page: each screen gets the copy that suits it, and nothing jumps while it loads.
import assert from "node:assert/strict";
import { test } from "node:test";
import { picture } from "../hosts/picture.mjs";
import { devStage } from "./dev-stage.mjs";

const { address, browser } = await devStage(({ read, write }) => {
  write("content/images/first.png", picture(1800, 1200));
  write("content/images/second.png", picture(1200, 1800));
  const far = "\n\n" + "Words.\n\n".repeat(400);
  const texts = `\n![Shades of colour](../images/first.png)${far}![More shades](../images/second.png)${far}`;
  write("content/pages/about.md", read("content/pages/about.md") + texts);
});

/** Opens the page and waits for its first picture; tells what was loaded. */
const visit = async (width, deviceScaleFactor) => {
  const page = await browser.newPage({ viewport: { width, height: 800 }, deviceScaleFactor });
  const loaded = [];
  page.on("response", (answer) => loaded.push([answer.url(), answer.headers()["content-type"]]));
  await page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((one) => (window.shift += one.value))).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`${address}/about.html`, { waitUntil: "load" });
  const first = page.getByAltText("Shades of colour");
  await first.evaluate((image) => image.decode());
  const shown = await first.evaluate((image) => ({ source: image.currentSrc, ratio: image.clientWidth / image.clientHeight, width: image.clientWidth }));
  const pictures = loaded.filter(([url]) => url.includes("/images/"));
  return { page, shown, pictures, shift: await page.evaluate(() => window.shift) };
};

for (const [screen, width, scale, copy] of [
  ["a small telephone", 320, 1, "480w"],
  ["a telephone with a fine screen", 320, 3, "960w"],
  ["a computer", 1280, 1, "960w"],
  ["a computer with a fine screen", 1280, 2, "1600w"],
]) {
  test(`${screen} loads the copy that suits it, once, and nothing jumps`, async () => {
    const { page, shown, pictures, shift } = await visit(width, scale);
    assert.match(shown.source, new RegExp(`/images/first\\.${copy}\\.[0-9a-f]{8}\\.webp$`));
    assert.deepEqual(pictures, [[shown.source, "image/webp"]]);
    assert.ok(Math.abs(shown.ratio - 1.5) < 0.02, `it keeps its shape: ${shown.ratio}`);
    assert.ok(shown.width <= width, `it fits the screen: ${shown.width}`);
    assert.equal(shift, 0);
    await page.close();
  });
}

test("a picture further down waits until it is near", async () => {
  const { page } = await visit(1280, 1);
  const second = page.getByAltText("More shades");
  assert.equal(await second.evaluate((image) => image.complete), false);
  await second.scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector("[alt='More shades']").currentSrc.includes("second.960w"));
  await page.close();
});
