// What browsers are told to refuse, as hosts tell it, takes nothing from the site.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { inTabs } from "./browser.mjs";
import { scripted } from "./site.mjs";
import { stage } from "./stage.mjs";

const docs = readFileSync(new URL("../../docs/hosting.md", import.meta.url), "utf8");
const headers = Object.fromEntries(
  docs.match(/### What browsers must refuse\n\n```\n([^]*?)\n```/)[1].split("\n").map((line) => line.split(/: (.*)/).slice(0, 2)),
);

const { browser, site } = await stage({ headers });

/** Tells what a page was refused, as long as it is open. */
const refusals = (page) => {
  const refused = [];
  page.on("console", (message) => {
    if (/Content Security Policy|Permissions-Policy|Trusted/i.test(message.text())) refused.push(message.text());
  });
  page.on("pageerror", (error) => refused.push(error.message));
  return refused;
};

test("search answers", async () => {
  const page = await browser.newPage();
  const refused = refusals(page);
  await page.goto(site.at("search.html?q=podiatrist"));
  await page.locator("#search-results a").first().waitFor();
  assert.deepEqual(refused, []);
  await page.close();
});

test("Near you answers", async () => {
  const page = await browser.newPage();
  const refused = refusals(page);
  await page.goto(site.at("near.html#LS1"));
  await page.waitForFunction(() => typeof trellisNearData === "object");
  assert.deepEqual(refused, []);
  await page.close();
});

test("no page is refused anything, whichever scripts it has", async () => {
  const kinds = scripted();
  assert.ok(kinds.length > 4, kinds.join());
  const refused = [];
  await inTabs(await browser.newContext(), kinds, async (page, path) => {
    const here = refusals(page);
    await page.goto(site.at(path));
    refused.push(...here.map((words) => `${path}: ${words}`));
  });
  assert.deepEqual(refused, []);
});

test("the settings for IIS are XML that names each type once", async () => {
  const folder = mkdtempSync(join(tmpdir(), "trellis-iis-"));
  try {
    // In a copy: a build leaves its memory beside the site, and other tests read that folder meanwhile.
    const small = join(folder, "site");
    cpSync(new URL("../sites/small", import.meta.url).pathname, small, { recursive: true });
    execFileSync(process.env.TRELLIS, ["build", "--site", small, "--out", join(folder, "out"), "--for", "iis", "--now", "2026-11-23"], { stdio: "pipe" });
    const page = await browser.newPage();
    const found = await page.evaluate((text) => {
      const xml = new DOMParser().parseFromString(text, "application/xml");
      const all = (what, name) => [...xml.querySelectorAll(what)].map((one) => one.getAttribute(name));
      const paths = (what) => [...xml.querySelectorAll("location")].filter((one) => one.querySelector(what)).map((one) => one.getAttribute("path"));
      const [moved, lasting] = [paths("httpRedirect"), paths("clientCache[cacheControlCustom$=immutable]")];
      return { wrong: xml.querySelector("parsererror")?.textContent, types: all("mimeMap", "fileExtension"), moved, lasting };
    }, readFileSync(join(folder, "out/web.config"), "utf8"));
    assert.equal(found.wrong, undefined);
    assert.ok(found.types.includes(".webmanifest") && new Set(found.types).size === found.types.length, found.types.join());
    assert.deepEqual(found.moved, ["routes/foot-degree.html"]);
    const marked = readdirSync(join(folder, "out/assets")).filter((name) => /\.[0-9a-f]{8}\.\w+$/.test(name));
    assert.deepEqual(found.lasting, marked.map((name) => `assets/${name}`).sort());
    await page.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
