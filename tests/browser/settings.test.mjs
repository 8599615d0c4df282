// The settings of a site are changed at the desk: by mouse, by keyboard, without scripts as with them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { invalid, looks } from "./desk-page.mjs";
import { devStage } from "./dev-stage.mjs";
import { none } from "./none.mjs";

const FILE = "site.yaml";
const FORM = "_trellis/edit/site.yaml";

const { browser, read, visit, write } = await devStage((stage) =>
  stage.write(FILE, "# Ours.\ntitle: Small careers  # short\ndescription: A small site.\nbrand:\n  colours:\n    light:\n      deep: '#114136'\n"),
);
const first = read(FILE);

const field = (page, id) => page.locator(`[id="field-${id}"]`);
const told = (page, words) => page.getByRole("heading", { name: words, exact: true }).waitFor();
const save = (page) => page.getByRole("button", { name: "Save", exact: true }).last();
const unfold = async (page, id) => {
  const folded = page.locator(`#edit details:not([open]):has([id="field-${id}"]) > summary`);
  while (await folded.count()) await folded.first().press("Enter");
};

test("a name, a contact and a colour are set and undone, without scripts as with them, by keyboard alone", async () => {
  for (const javaScriptEnabled of [true, false]) {
    write(FILE, first);
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 1280, height: 800 } });
    const page = await visit("_trellis/", context);
    await page.getByRole("link", { name: "Settings", exact: true }).press("Enter");
    await told(page, "Settings");
    await field(page, "title").fill("Northbank careers");
    await unfold(page, "contact-name");
    await field(page, "contact-name").fill("Careers team");
    await unfold(page, "brand-colours-light");
    await field(page, "brand-colours-light").fill("deep: #12305c");
    await save(page).press("Enter");
    await told(page, "Saved");
    const expected = first
      .replace("title: Small careers", "title: Northbank careers")
      .replace("brand:\n  colours", "contact:\n  name: Careers team\nbrand:\n  colours")
      .replace("#114136", "#12305c");
    assert.equal(read(FILE), expected, "other lines stay");
    await page.getByRole("button", { name: /Put this version back/ }).first().press("Enter");
    await told(page, "That version is back");
    assert.equal(read(FILE), first);
    await context.close();
  }
});

test("what the site would refuse is told beside its field as it is typed, and the first page shows the colour", async () => {
  write(FILE, first);
  const page = await visit(FORM);
  await page.setViewportSize({ width: 1280, height: 800 });
  const frame = page.frameLocator(".preview iframe");
  await frame.getByRole("heading", { level: 1 }).waitFor();
  const isIn = (colour) =>
    page.waitForFunction((wanted) => {
      const shown = document.querySelector(".preview iframe").contentWindow;
      const root = shown.document.documentElement;
      return root && shown.getComputedStyle(root).getPropertyValue("--deep").trim() === wanted;
    }, colour);
  await isIn("#114136");
  await unfold(page, "brand-colours-light");
  await field(page, "brand-colours-light").fill("deep: #12305c");
  await isIn("#12305c");
  await field(page, "brand-colours-light").fill("deep: #40104a");
  await isIn("#40104a");
  await field(page, "brand-colours-light").fill("deep: green");
  await page.locator("#field-brand-colours-light-found").getByText("To be mended").waitFor();
  await unfold(page, "base_url");
  await field(page, "base_url").fill("careers.example.org");
  await page.locator("#field-base_url-found").getByText("To be mended").waitFor();
  assert.equal(read(FILE), first, "nothing is written");
  await page.close({ runBeforeUnload: false });
});

test("axe finds nothing in the settings, nor what reads HTML, unfolded and with findings", async () => {
  write(FILE, first);
  const page = await visit(FORM);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.evaluate(() => document.querySelectorAll("#edit details").forEach((one) => (one.open = true)));
  await field(page, "levels").fill("summary-length: never");
  await page.locator("#field-levels-found").waitFor();
  none([...(await looks(page, FORM)), ...(await invalid(page, FORM))]);
  await page.close({ runBeforeUnload: false });
});
