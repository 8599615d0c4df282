// The site in a frame of another website, as schools show it in the pages of their own.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, test } from "node:test";
import { launch } from "./browser.mjs";

const NAMED = "http://learn.school.example";
const OTHER = "http://other.example";
const SITE = "http://careers.example";
const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };

/** The small site, built with one more setting. */
const built = (setting) => {
  const folder = mkdtempSync(join(tmpdir(), "trellis-frame-"));
  after(() => rmSync(folder, { recursive: true }));
  const small = join(folder, "site");
  cpSync(new URL("../sites/small", import.meta.url).pathname, small, { recursive: true });
  appendFileSync(join(small, "site.yaml"), setting);
  execFileSync(process.env.TRELLIS, ["build", "--site", small, "--out", join(folder, "out"), "--now", "2026-11-23"], { stdio: "pipe" });
  return join(folder, "out");
};

const browser = await launch();
after(() => browser.close());

/** A page of another website with the site in a frame, which notes what it is told. */
const framed = async (out, host, path = "roles/podiatrist.html") => {
  const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
  await context.route(`${SITE}/**`, (route) => {
    const file = new URL(route.request().url()).pathname;
    return route.fulfill({ contentType: TYPES[extname(file)] ?? "application/octet-stream", body: readFileSync(join(out, file)) });
  });
  const frame = `<!DOCTYPE html><title>School</title><script>told=[];addEventListener("message",e=>told.push([e.origin,e.data]))</script><iframe src="${SITE}/${path}" title="Careers" width="700" height="400"></iframe>`;
  await context.route(`${host}/**`, (route) => route.fulfill({ contentType: "text/html", body: frame }));
  await context.route(/^https:/, (route) => route.fulfill({ contentType: "text/html", body: "elsewhere" }));
  const page = await context.newPage();
  await page.goto(`${host}/page`);
  const inside = await (await page.waitForSelector("iframe")).contentFrame();
  await inside.waitForLoadState("load");
  return { context, page, inside };
};

const named = built("framed_by: [school.example]\n");

test("links that lead out open outside, and say so", async () => {
  const { context, inside } = await framed(named, NAMED);
  const out = inside.locator('main a[href^="https://"]').first();
  assert.match(await out.evaluate((link) => link.textContent), /\(opens in a new tab\)$/);
  assert.equal(await out.getAttribute("target"), "_blank");
  assert.match(await out.getAttribute("rel"), /noopener/);
  const within = inside.locator('main a[href$=".html"]');
  assert.ok((await within.count()) > 3);
  assert.deepEqual(await within.evaluateAll((links) => links.filter((link) => link.target).map((link) => link.href)), []);
  const [opened] = await Promise.all([context.waitForEvent("page"), out.evaluate((link) => link.click())]);
  assert.match(opened.url(), /^https:/);
  await context.close();
});

test("a website that is named learns how high each page is", async () => {
  const { context, page, inside } = await framed(named, NAMED);
  await page.waitForFunction(() => told.length > 0);
  const height = () => inside.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height));
  assert.deepEqual(await page.evaluate(() => told.at(-1)), [SITE, { type: "trellis:height", height: await height() }]);
  const before = await page.evaluate(() => told.length);
  await inside.locator(".brand a").click();
  await page.waitForFunction((before) => told.length > before, before);
  assert.equal(await page.evaluate(() => told.at(-1)[0]), SITE);
  await context.close();
});

test("a website that is not named learns nothing", async () => {
  for (const out of [named, built("framed_by: [anyone]\n")]) {
    const { context, page, inside } = await framed(out, OTHER);
    await inside.waitForFunction(() => !document.querySelector("[data-framed]").hidden);
    await inside.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    assert.deepEqual(await page.evaluate(() => told), []);
    await context.close();
  }
});

test("visitors learn that what they save may be gone, and can leave the frame", async () => {
  const { context, inside } = await framed(named, NAMED);
  const strip = inside.locator("[data-framed]");
  assert.match(await strip.innerText(), /inside another website/);
  const [opened] = await Promise.all([context.waitForEvent("page"), strip.locator("a").click()]);
  await opened.waitForLoadState("load");
  assert.equal(opened.url(), `${SITE}/roles/podiatrist.html#main`);
  assert.equal(await opened.locator("[data-framed]").isVisible(), false, "on its own it says nothing");
  assert.equal(await opened.locator('main a[target="_blank"]').count(), 0);
  await context.close();
});

test("a site that may be in no frame has nothing of it", () => {
  assert.doesNotMatch(readFileSync(join(built(""), "roles/podiatrist.html"), "utf8"), /frame\.|data-framed/);
});
