// A pathway as a diagram: who chooses a box sees the way there and on from there, by keyboard, pointer and touch, with and
// without scripts; lines stay on a phone and on paper, and boxes carry no lists of links.
import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutScripts } from "./browser.mjs";
import { none } from "./none.mjs";
import { pages } from "./site.mjs";
import { stage } from "./stage.mjs";

const LADDER = "pathways/professions/physiotherapy.html";
const [START, MIDDLE, END] = ["healthcare-support-worker", "therapy-assistant-practitioner", "physiotherapist"].map((id) => `#role_${id}`);
const PHONE = { width: 375, height: 812 };

const { browser, site } = await stage();

/** The pathway in a window of a size. */
const visit = async (viewport, scripts = true) => {
  const context = await browser.newContext({ viewport });
  if (!scripts) await withoutScripts(context);
  const page = await context.newPage();
  await page.goto(site.at(LADDER));
  return page;
};

/** Whether a box is marked as one that the chosen one has to do with. */
const isLit = (page, box) => page.locator(`${box} > div`).evaluate((one) => getComputedStyle(one).getPropertyValue("--edge").trim() !== "");
/** The notes that are in sight. */
const notes = (page) => page.locator(".step-notes > p:visible").allInnerTexts();

test("a box that has the focus shows the way there and on from there", async () => {
  const page = await visit({ width: 1280, height: 900 });
  assert.deepEqual([await isLit(page, START), await notes(page)], [false, []]);
  await page.locator(`${MIDDLE} a`).first().focus();
  for (const box of [START, MIDDLE, END]) assert.ok(await isLit(page, box), box);
  const said = (await notes(page)).join("\n");
  assert.match(said, /Step up from: .*Physiotherapy assistant[^]*Assistant practitioner apprenticeship \(level 5\): About 18 to 24 months/);
  const opacity = (selector) => page.locator(selector).first().evaluate((line) => getComputedStyle(line).opacity);
  const number = (box) => page.locator(box).getAttribute("data-at");
  assert.equal(await opacity(`path[data-from="${await number(MIDDLE)}"]`), "1");
  await page.locator(`${MIDDLE} a`).first().blur();
  assert.deepEqual([await isLit(page, START), await notes(page)], [false, []]);
  await page.context().close();
});

test("without scripts a box under the pointer shows what is next to it", async () => {
  const page = await visit({ width: 1280, height: 900 }, false);
  await page.locator(MIDDLE).hover();
  assert.deepEqual([await isLit(page, START), await isLit(page, END)], [false, true]);
  assert.notDeepEqual(await notes(page), []);
  await page.context().close();
});

for (const scripts of [true, false]) {
  test(`on a phone lines run beside the boxes, and a tap shows the moves, with${scripts ? "" : "out"} scripts`, async () => {
    const page = await visit(PHONE, scripts);
    const lines = await page.locator(".rails > span").evaluateAll((all) => all.map((line) => line.getBoundingClientRect()).map(({ height, right }) => [height, right]));
    const left = await page.locator(`${START} > div`).evaluate((box) => box.getBoundingClientRect().left);
    assert.ok(lines.length > 5, `${lines.length} lines`);
    for (const [height, right] of lines) assert.ok(height > 20 && Math.abs(right - left) < 2, `${height} px high, ends ${right - left} px off`);
    await page.locator(`${MIDDLE} .ladder-show a`).click();
    await page.waitForURL(/#role_/);
    for (const box of [MIDDLE, END]) assert.ok(await isLit(page, box), box);
    assert.ok((await notes(page)).some((note) => note.includes("Physiotherapist degree apprenticeship")));
    await page.context().close();
  });
}

test("lines are printed", async () => {
  const page = await visit({ width: 700, height: 900 });
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator(".rails > span").first().isVisible());
  assert.deepEqual(await notes(page), []);
  await page.context().close();
});

test("a box has no more than two links", async () => {
  const page = await browser.newPage();
  const problems = [];
  for (const path of pages.filter((path) => /^pathways\/(professions\/|map\.html$)|^starting-points\/[a-z-]+\.html$/.test(path))) {
    await page.goto(site.at(path));
    const most = await page.locator(".ladder-box").evaluateAll((all) => Math.max(0, ...all.map((box) => box.querySelectorAll("a").length)));
    if (most > 2) problems.push(`${path}: ${most}`);
  }
  await page.close();
  none(problems);
});
