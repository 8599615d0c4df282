// The report of the shipped content, one file: anybody can read it, at any width, in any colours, and on paper.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { HtmlValidate } from "html-validate";
import { ALL, COLOURS, findings } from "./axe.mjs";
import { launch } from "./browser.mjs";
import { none } from "./none.mjs";

const PROGRAM = process.env.TRELLIS ?? new URL("../../target/release/trellis", import.meta.url).pathname;
const SITE = new URL("../..", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "trellis-report-"));
const file = join(folder, "report.html");
let browser;

before(async () => {
  // Later than some reviews of the shipped content, so that each part of the report has something to say.
  execFileSync(PROGRAM, ["report", "--site", SITE, "--now", "2027-06-01", "--format", "html", "--out", file], { stdio: "pipe" });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const visit = async (options) => {
  const context = await browser.newContext(options);
  const asked = [];
  context.on("request", (request) => asked.push(request.url()));
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  return { page, asked, close: () => context.close() };
};

test("axe finds nothing, wide and narrow, and nobody scrolls sideways", async () => {
  const { page, asked, close } = await visit({ viewport: { width: 1280, height: 900 } });
  const found = [];
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    found.push(...(await findings(page, `report at ${width} px`, ALL)));
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `wider than ${width} px`);
  }
  none(found);
  assert.deepEqual(asked, [pathToFileURL(file).href], "one file needs no other");
  await close();
});

test("it can be read by night", async () => {
  const { page, close } = await visit({ viewport: { width: 1280, height: 900 }, colorScheme: "dark" });
  none(await findings(page, "report by night", COLOURS));
  await close();
});

test("bars are seen in colours of the reader's own", async () => {
  const { page, close } = await visit({ forcedColors: "active" });
  const [bar, ground] = await page.evaluate(() => [
    getComputedStyle(document.querySelector(".bar rect")).fill,
    getComputedStyle(document.body).backgroundColor,
  ]);
  assert.notEqual(bar, ground);
  await close();
});

test("each link of the page leads to a part of it", async () => {
  const { page, close } = await visit({});
  const lost = await page.evaluate(() =>
    [...document.querySelectorAll('a[href^="#"]')].map((one) => one.hash).filter((hash) => !document.querySelector(hash)),
  );
  none(lost);
  assert.ok((await page.locator(".first li").count()) > 2, "there is something to do");
  await close();
});

test("it is printed without being cut off", async () => {
  const { page, close } = await visit({ viewport: { width: 700, height: 900 } });
  const pdf = await page.pdf({ format: "A4" });
  assert.ok(pdf.length > 10_000);
  await page.emulateMedia({ media: "print" });
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll("table")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.caption?.innerText),
  );
  none(wide);
  await close();
});

test("it is valid HTML", async () => {
  const checker = new HtmlValidate({ root: true, extends: ["html-validate:standard", "html-validate:a11y"] });
  const report = await checker.validateString(readFileSync(file, "utf8"), file);
  none(report.results.flatMap(({ messages }) => messages.map((one) => `${one.line}:${one.column}: ${one.ruleId}: ${one.message}`)));
  const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
  const said = await new Promise((done) => execFile("java", ["-jar", jar, "--format", "json", file], (error, out, said) => done(said)));
  none(JSON.parse(said).messages.map((one) => `${one.lastLine}: ${one.subType ?? one.type}: ${one.message}`));
});
