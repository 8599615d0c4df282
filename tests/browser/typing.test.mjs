// What would be found is shown beside the fields while somebody types, said politely, and never takes the focus away.
import assert from "node:assert/strict";
import { test } from "node:test";
import { looks } from "./desk-page.mjs";
import { devStage } from "./dev-stage.mjs";
import { none } from "./none.mjs";

const ROLE = "content/roles/podiatrist.md";
const FORM = "_trellis/edit/roles/podiatrist";
const ROW = "_trellis/edit/partners/east-clinic";

const { browser, read, visit } = await devStage();
const first = read(ROLE);

const field = (page, name) => page.getByLabel(name, { exact: true });
const notes = (page, id) => page.locator(`#${id}-found`);
const focused = (page) => page.evaluate(() => document.activeElement.id);
const said = (page) => page.locator("#told").innerText();
const shot = async (page, name) => {
  if (!process.env.SHOTS) return;
  for (const width of [375, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.screenshot({ path: `${process.env.SHOTS}/${name}-${width}.png`, fullPage: true });
  }
};

test("findings come beside the field after a rest, the caret stays, and they go when it is mended", async () => {
  const page = await visit(FORM);
  await page.clock.install();
  // However slow the machine is, no more time goes by than the test says.
  await page.clock.pauseAt(Date.now() + 60_000);
  const asked = [];
  page.on("request", (request) => request.url().includes("/check/") && asked.push(request.url()));
  const stage = field(page, "Stage");
  await stage.focus();
  const before = await stage.evaluate((one) => one.getBoundingClientRect().top);
  await stage.fill("registred");
  await page.clock.runFor(100);
  await page.keyboard.type("x");
  await page.clock.runFor(200);
  assert.deepEqual(asked, [], "nobody asks while letters come");
  await page.clock.runFor(100);
  await notes(page, "field-stage").getByText("No stage is called registredx").waitFor();
  assert.equal(asked.length, 1);
  assert.equal(await focused(page), "field-stage");
  assert.ok(Math.abs((await stage.evaluate((one) => one.getBoundingClientRect().top)) - before) < 2, "it stays where it is");
  assert.equal(await stage.getAttribute("aria-invalid"), "true");
  assert.equal(await stage.getAttribute("aria-describedby"), "field-stage-help field-stage-found");
  await page.getByRole("heading", { name: "One thing to look at" }).waitFor();
  assert.equal(await page.getByRole("link", { name: "1 to be mended" }).count(), 2);
  // Said aloud after a longer rest, and not at all if somebody goes on typing.
  assert.equal(await said(page), "");
  await page.keyboard.press("Backspace");
  await page.clock.runFor(300);
  await notes(page, "field-stage").getByText("No stage is called registred.").waitFor();
  await page.clock.runFor(1300);
  assert.equal(await said(page), "To be mended: No stage is called registred.");
  await stage.fill("registered");
  await page.clock.runFor(300);
  await notes(page, "field-stage").waitFor({ state: "detached" });
  await page.clock.runFor(1300);
  assert.equal(await said(page), "Mended. Nothing is left to mend here.");
  assert.equal(await stage.getAttribute("aria-invalid"), null);
  assert.equal(await page.getByText("Nothing to mend here").count(), 2);
  assert.equal(await page.locator("#findings").count(), 0);
  assert.equal(read(ROLE), first, "nothing is written");
  await page.close();
});

test("findings of the text lead to their line, and what breaks elsewhere is told in one line", async () => {
  const page = await visit(FORM);
  await field(page, "Text").fill("## One\n\nYou see feet, and mend them.\n\nSee [this](nothing.md).");
  await notes(page, "text").getByText("there is no file nothing.md").waitFor();
  await page.getByRole("button", { name: "Line 5:" }).first().focus();
  await page.keyboard.press("Enter");
  const chosen = await page.evaluate(() => {
    const text = document.activeElement;
    return [text.id, text.value.slice(text.selectionStart, text.selectionEnd)];
  });
  assert.deepEqual(chosen, ["text", "See [this](nothing.md)."]);
  await page.getByText(/more fields that can be filled in under About the page/).click();
  await field(page, "Draft").selectOption("Yes");
  await page.getByText(/This would be found elsewhere: content\//).first().waitFor();
  await shot(page, "typing");
  await page.close({ runBeforeUnload: false });
});

test("a row of a table is edited as a page is, by keyboard, without scripts as with them", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await visit("_trellis/entries?q=east-clinic", context);
    await page.getByRole("link", { name: "Edit East Clinic" }).click();
    const table = read("content/partners/more.csv");
    await page.locator("#field-title").fill("East Clinic");
    await field(page, "Offers").fill(`Visits\nTalks, ${javaScriptEnabled ? "by us" : "by you"}`);
    await page.locator("#field-title").press("Enter");
    await page.getByRole("heading", { name: "Saved", exact: true }).waitFor();
    const expected = table.replace(/"Visits; [^"]*"/, `"Visits; Talks, ${javaScriptEnabled ? "by us" : "by you"}"`);
    assert.equal(read("content/partners/more.csv"), expected);
    await context.close();
  }
});

test("axe finds nothing while somebody types, narrow, wide and by night", async () => {
  const problems = [];
  for (const [path, id, name, value] of [
    [FORM, "field-stage", "Stage", "nowhere"],
    [ROW, "field-kind", "Kind", "nowhere"],
  ]) {
    const page = await visit(path);
    await field(page, name).fill(value);
    await notes(page, id).waitFor();
    problems.push(...(await looks(page, path)));
    await shot(page, id);
    await page.close({ runBeforeUnload: false });
  }
  none(problems);
});
