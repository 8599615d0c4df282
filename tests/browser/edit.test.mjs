// A page is edited in the browser, as a careers lead does it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { invalid, looks } from "./desk-page.mjs";
import { devStage } from "./dev-stage.mjs";
import { none } from "./none.mjs";

const ROLE = "content/roles/podiatrist.md";
const FORM = "_trellis/edit/roles/podiatrist";

const stage = await devStage();
const { browser, visit } = stage;
const role = () => stage.read(ROLE);
const first = role();

const save = (page) => page.getByRole("button", { name: "Save", exact: true }).last().click();
const told = (page, words) => page.getByRole("heading", { name: words, exact: true }).waitFor();

test("from the desk to a role, to its form, to the page, without scripts as with them", async () => {
  for (const javaScriptEnabled of [true, false]) {
    stage.write(ROLE, first);
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await visit("_trellis/", context);
    await page.getByRole("link", { name: "Entries", exact: true }).click();
    await page.getByLabel("Name or file").fill("podiatrist");
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByRole("link", { name: "Edit Podiatrist", exact: true }).click();
    const words = javaScriptEnabled ? "with scripts" : "without scripts";
    await page.getByLabel("Hours", { exact: true }).fill(`Days: ${words}`);
    await page.getByLabel("Tasks", { exact: true }).fill("Look at how people walk\nMend feet");
    await page.getByLabel("Text", { exact: true }).fill(`## A day\n\nWritten ${words}.`);
    await save(page);
    await told(page, "Saved");
    assert.ok(page.url().endsWith("?done=saved"));
    await page.getByRole("link", { name: "See the page" }).click();
    await page.getByText(`Written ${words}.`).waitFor();
    const expected = first
      .replace("hours: 37.5 hours a week", `hours: "Days: ${words}"`)
      .replace("[Look at how people walk]", "[Look at how people walk, Mend feet]");
    assert.equal(role(), `${expected}## A day\n\nWritten ${words}.\n`, "other lines stay");
    await context.close();
  }
});

test("what was changed meanwhile is shown beside what was typed, and nothing is lost", async () => {
  const page = await visit(FORM);
  await page.getByLabel("Summary", { exact: true }).fill("Mine.");
  stage.write(ROLE, role().replace("title: Podiatrist", "title: Theirs"));
  await page.getByRole("link", { name: "See the site" }).waitFor();
  await save(page);
  await told(page, "Somebody has changed this page meanwhile");
  await page.waitForFunction(() => document.activeElement.id === "refused");
  assert.equal(await page.getByLabel("Summary", { exact: true }).inputValue(), "Mine.");
  assert.equal(await page.locator("#field-title").inputValue(), "Theirs", "what was let be is theirs");
  await page.locator("ins", { hasText: "summary: Mine." }).waitFor();
  assert.ok(!role().includes("Mine."));
  await save(page);
  await told(page, "Saved");
  assert.ok(role().includes("title: Theirs\nsummary: Mine.\n"));
  await page.close();
});

test("a save is undone after a restart", async () => {
  const was = role();
  const page = await visit(FORM);
  await page.locator("#field-title").fill("A mistake");
  await save(page);
  await told(page, "Saved");
  await stage.restart();
  await page.goto(`${stage.address}/${FORM}`);
  await page.getByRole("button", { name: /Put this version back/ }).first().click();
  await told(page, "That version is back");
  assert.equal(role(), was);
  await page.close();
});

test("a keyboard is enough, findings lead to their fields, and whoever leaves unsaved words is asked", async () => {
  const page = await visit(FORM);
  await page.getByLabel("Stage", { exact: true }).fill("nowhere");
  await page.locator("#field-title").focus();
  await page.keyboard.type("!");
  await page.keyboard.press("Enter");
  await told(page, "Saved");
  await page.getByRole("link", { name: /No stage is called nowhere/ }).focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "field-stage");
  const field = page.getByLabel("Stage", { exact: true });
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  const described = await field.evaluate((one) =>
    one.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id).textContent).join(" "));
  assert.match(described, /No stage is called nowhere/);
  // A field that is folded away is reached too.
  await page.getByText(/more fields that can be filled in under More about the role/).focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Pay note", { exact: true }).fill("Ask.");
  let asked = false;
  page.on("dialog", (dialog) => { asked = dialog.type() === "beforeunload"; dialog.dismiss(); });
  await page.getByRole("link", { name: "More about it" }).click();
  assert.ok(asked && page.url().includes(FORM));
  await field.fill("registered");
  await page.keyboard.press("Enter");
  await told(page, "Saved");
  assert.equal(await page.getByText("to look at").count(), 0);
  await page.close();
});

test("axe and html-validate find nothing on the form, with findings, refused and by night", async () => {
  const problems = [];
  const look = async (page, name) => {
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    problems.push(...(await looks(page, name)));
  };
  const page = await visit(FORM);
  problems.push(...(await invalid(page, FORM)));
  await look(page, FORM);
  await page.getByLabel("Stage", { exact: true }).fill("nowhere");
  await save(page);
  await told(page, "Saved");
  await look(page, "findings");
  await page.getByLabel("Stage", { exact: true }).fill("registered");
  stage.write(ROLE, role().replace("stage: nowhere", "stage: elsewhere"));
  await save(page);
  await told(page, "Somebody has changed this page meanwhile");
  await look(page, "refused");
  await page.close();
  none(problems);
});
