// A photograph on a page: each screen gets the copy that suits it, and nothing jumps while it loads.
import assert from "node:assert/strict";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { crc32, deflateSync } from "node:zlib";
import { launch } from "./browser.mjs";
import { devServer } from "./dev-server.mjs";

const SMALL = new URL("../sites/small", import.meta.url).pathname;
const PROGRAM = process.env.TRELLIS ?? new URL("../../target/release/trellis", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "trellis-pictures-"));
let browser, server, address;

/** A PNG of many shades. */
const png = (width, height) => {
  const number = (value) => Buffer.from(Uint32Array.of(value).buffer).reverse();
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    return Buffer.concat([number(data.length), body, number(crc32(body))]);
  };
  const row = 1 + 3 * width;
  const rows = Buffer.alloc(height * row, 0);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows.set([(x * 255) / width, (y * 255) / height, ((x + y) >> 3) & 255], y * row + 1 + 3 * x);
  const head = Buffer.concat([number(width), number(height), Buffer.of(8, 2, 0, 0, 0)]);
  const mark = Buffer.from("\x89PNG\r\n\x1A\n", "latin1");
  return Buffer.concat([mark, chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
};

before(async () => {
  cpSync(SMALL, folder, { recursive: true });
  mkdirSync(join(folder, "content/images"));
  writeFileSync(join(folder, "content/images/first.png"), png(1800, 1200));
  writeFileSync(join(folder, "content/images/second.png"), png(1200, 1800));
  const far = "\n\n" + "Words.\n\n".repeat(400);
  const texts = `\n![Shades of colour](../images/first.png)${far}![More shades](../images/second.png)${far}`;
  appendFileSync(join(folder, "content/pages/about.md"), texts);
  server = await devServer(PROGRAM, folder);
  address = server.address;
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.stop();
  rmSync(folder, { recursive: true, force: true });
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
