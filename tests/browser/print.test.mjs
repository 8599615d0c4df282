// On paper: the words, without what only a screen needs, and with the addresses of links.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./browser.mjs";
import { pages, serve } from "./site.mjs";

let browser, site;

before(async () => {
  browser = await launch();
  site = await serve();
});
after(async () => {
  await browser.close();
  await site.close();
});

const PRINTED = ["roles/podiatrist.html", pages.find((page) => page.endsWith("pack.html") || page.includes("/packs/")), pages.find((page) => page.startsWith("assessments/") && !page.endsWith("index.html"))];

for (const path of PRINTED) {
  test(`${path} on paper`, async () => {
    const page = await browser.newPage();
    await page.goto(site.at(path));
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    const sheets = pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
    assert.ok(sheets >= 1 && sheets < 60, `${sheets} sheets`);
    await page.emulateMedia({ media: "print" });
    for (const part of ["nav.menu", ".skip", "nav.crumbs"]) assert.equal(await page.locator(part).first().isVisible().catch(() => false), false, `${part} is printed`);
    assert.ok(await page.locator("h1").first().isVisible());
    const folded = await page.locator("main details:not([open])").evaluateAll((all) => all.filter((one) => getComputedStyle(one, "::details-content").contentVisibility === "hidden").length);
    assert.equal(folded, 0, "folded parts are not printed");
    await page.close();
  });
}

test("the address of a source is printed after its link", async () => {
  const page = await browser.newPage();
  await page.goto(site.at("roles/podiatrist.html"));
  await page.emulateMedia({ media: "print" });
  const after = await page.locator('main a[href^="https://"]').first().evaluate((link) => getComputedStyle(link, "::after").content);
  assert.match(after, /https:/);
  await page.close();
});

test("a self-check is one form of a few sheets, or the plan that comes of it", async () => {
  const page = await browser.newPage();
  await page.goto(site.at("assessments/inside-up-check.html"));
  const sheets = async () => (await page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;
  assert.ok((await sheets()) <= 4, `${await sheets()} sheets`);
  await page.locator(".question input").first().check();
  await page.click("[data-assessment] button[type=submit]");
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator("#plan_part").isVisible());
  assert.equal(await page.locator("#questions").isVisible(), false);
  await page.close();
});
