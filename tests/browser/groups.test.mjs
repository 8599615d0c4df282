// Groups of fields are changed, added, moved and taken out in the form of an entry.
import assert from "node:assert/strict";
import { test } from "node:test";
import { invalid, looks } from "./desk-page.mjs";
import { devStage } from "./dev-stage.mjs";
import { none } from "./none.mjs";

const ROLE = "content/roles/podiatrist.md";
const FORM = "_trellis/edit/roles/podiatrist";
const SOURCES = "sources:\n  - title: A page about it\n    url: https://www.example.org/about\n    seen: 2026-11-01\n";

const { browser, read, visit, write } = await devStage();
const first = read(ROLE);
const part = (page, name) => page.locator(`[name="f.sources.${name}"]`);
const summary = (page, at) => page.locator(`#field-sources-${at}`);
const save = async (page) => {
  await page.locator("#edit").getByRole("button", { name: "Save", exact: true }).last().click();
  await page.getByRole("heading", { name: "Saved", exact: true }).waitFor();
};
const source = (title, url, seen = "2026-11-02") => `  - title: ${title}\n    url: ${url}\n    seen: ${seen}\n`;

test("without scripts a group is added by a save, moved by its place, and taken out by a tick", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await visit(FORM, context);
  await summary(page, 1).click();
  await part(page, "1.title").fill("A second page");
  await part(page, "1.url").fill("https://www.example.org/second");
  await part(page, "1.seen").fill("2026-11-02");
  await save(page);
  const second = source("A second page", "https://www.example.org/second");
  assert.equal(read(ROLE), first.replace(SOURCES, SOURCES + second));
  await summary(page, 1).click();
  await page.locator('[name="order.sources.1"]').fill("1");
  await save(page);
  const own = SOURCES.replace("sources:\n", "");
  assert.equal(read(ROLE), first.replace(SOURCES, `sources:\n${second}${own}`));
  await summary(page, 0).click();
  await page.locator('[name="gone.sources.0"]').check();
  await save(page);
  assert.equal(read(ROLE), first);
  await context.close();
});

test("with scripts a keyboard adds several groups and moves them, and findings stand in the group", async () => {
  write(ROLE, first);
  const page = await visit(FORM);
  await summary(page, 1).focus();
  await page.keyboard.press("Enter");
  for (const at of [1, 2]) {
    await page.locator(`#field-sources-${at}`).waitFor();
    if (at === 2) {
      await summary(page, 2).focus();
      await page.keyboard.press("Enter");
    }
    await part(page, `${at}.title`).fill(`Page ${at}`);
    if (at === 1) await part(page, "1.seen").fill("2026-11-02");
  }
  await part(page, "1.url").fill("not an address");
  await page.locator("#field-sources-1-url-found").waitFor();
  await page.locator("#field-sources-2-seen-found").getByText("Seen must be filled in").waitFor();
  await part(page, "1.url").fill("https://www.example.org/1");
  await part(page, "2.url").fill("https://www.example.org/2");
  await part(page, "2.seen").fill("2026-11-02");
  await page.locator("#field-sources-2-seen-found").waitFor({ state: "detached" });
  await save(page);
  const [one, two, three] = [SOURCES.replace("sources:\n", ""), source("Page 1", "https://www.example.org/1"), source("Page 2", "https://www.example.org/2")];
  assert.equal(read(ROLE), first.replace(one, one + two + three));
  await summary(page, 2).focus();
  await page.keyboard.press("Enter");
  const up = summary(page, 2).locator("xpath=..").getByRole("button", { name: "Up" });
  await up.focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#told").innerText(), "Now at place 2 of 3.");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Up of Sources 3");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#told").innerText(), "It is the first already.");
  await save(page);
  assert.equal(read(ROLE), first.replace(one, three + one + two));
  await page.close();
});

test("axe and html-validate find nothing on groups, narrow, wide and by night", async () => {
  const problems = [];
  for (const path of [FORM, "_trellis/edit/roles/podiatry-assistant", "_trellis/edit/data/pay/3", "_trellis/edit/partners/east-clinic"]) {
    const page = await visit(path);
    problems.push(...(await invalid(page, path)));
    await page.evaluate(() => document.querySelectorAll("#edit details").forEach((one) => (one.open = true)));
    problems.push(...(await looks(page, path)));
    await page.close();
  }
  none(problems);
});
