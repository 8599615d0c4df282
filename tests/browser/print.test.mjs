// On paper: the words, without what only a screen needs, and with the addresses of links.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pages, read } from "./site.mjs";
import { stage } from "./stage.mjs";

const { browser, site } = await stage();

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
    assert.ok(await page.locator("main :is(h1, h2):visible").first().isVisible());
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

// So many sides of A4 a page prints.
const sides = async (path) => {
  const page = await browser.newPage();
  await page.goto(site.at(path));
  const count = (await page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
  const roles = await page.locator(".one-sheet").count();
  await page.close();
  return { count, roles };
};

test("a pack prints one side a role", async () => {
  const packs = pages.filter((path) => path.includes("/packs/")).sort((one, two) => read(two).length - read(one).length).slice(0, 4);
  const told = await Promise.all(packs.map(async (path) => ({ path, ...(await sides(path)) })));
  for (const { path, count, roles } of told) assert.equal(count, roles, path);
  assert.ok(told.some(({ roles }) => roles > 5));
});

test("a role on its own prints two sides at most", async () => {
  const roles = pages.filter((path) => /^roles\/(?!index|by-)/.test(path));
  const longest = roles.sort((one, two) => read(two).length - read(one).length).slice(0, 4);
  // Those with a single way in print its six facts.
  const others = ["roles/mammography-associate.html", "roles/osteopath.html"].filter((path) => pages.includes(path));
  const told = await Promise.all([...longest, ...others].map(async (path) => ({ path, ...(await sides(path)) })));
  for (const { path, count } of told) assert.ok(count <= 2, `${path}: ${count} sides`);
});

test("the whole map is one sheet that lies on its side", async () => {
  const page = await browser.newPage();
  await page.goto(site.at("pathways/map.html"));
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const [, width, height] = pdf.match(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/).map(Number);
  assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g).length, 1);
  assert.deepEqual([Math.round(width), Math.round(height)], [842, 595]);
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator(".map-picture img").evaluate((image) => image.complete && image.naturalWidth > 0 && image.getBoundingClientRect().width > 600));
  await page.close();
});

test("a short version prints two sides at most", async () => {
  const short = pages.filter((path) => /^short\/.+\/.+/.test(path)).sort((one, two) => read(two).length - read(one).length).slice(0, 4);
  const told = await Promise.all(short.map(async (path) => ({ path, ...(await sides(path)) })));
  assert.equal(told.length, 4);
  for (const { path, count } of told) assert.ok(count <= 2, `${path}: ${count} sides`);
});

test("three roles side by side print on one sheet", async () => {
  assert.equal((await sides("compare.html#compare=physiotherapist,diagnostic-radiographer,paramedic")).count, 1);
});

test("an activity has its worksheet on a side of its own", async () => {
  const path = "interventions/role-models.html";
  const page = await browser.newPage();
  await page.goto(site.at(path));
  await page.emulateMedia({ media: "print" });
  const breaks = await page.locator("#worksheet").evaluate((one) => [getComputedStyle(one).breakBefore, getComputedStyle(one).breakAfter]);
  assert.deepEqual(breaks, ["page", "page"]);
  // A4 without its margins, at 96 pixels to the inch.
  await page.setViewportSize({ width: 718, height: 1046 });
  assert.ok((await page.locator("#worksheet").boundingBox()).height < 1046);
  await page.close();
});
