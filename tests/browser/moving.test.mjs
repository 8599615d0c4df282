// Pages of another site are taken over in the browser, from the archive of its folder.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { test } from "node:test";
import { invalid, looks } from "./desk-page.mjs";
import { devStage } from "./dev-stage.mjs";
import { none } from "./none.mjs";
import { archive } from "./workbook.mjs";

const stage = await devStage();
const { at, browser, read, visit } = stage;

const told = (page, words) => page.getByRole("heading", { name: words }).waitFor();
const press = (page, name) => page.getByRole("button", { name }).first().click();

const page = (title, text) => `---\ntitle: ${title}\nlede: What ${title} is about.\nlayout: wide\n---\n\n${text}\n`;
const OLD = archive({
  "our-handbook-main/mkdocs.yml": "site_name: Handbook\n",
  "our-handbook-main/docs/joining.md": page("Joining us", "# Joining us\n\nRead about [your first day](days/first.md), or ask [the desk](gone.md).\n\n{{ map }}"),
  "our-handbook-main/docs/days/first.md": page("Your first day", "Bring [a form](/joining/).\n\n<p>We are <b>here</b>.</p>"),
  "our-handbook-main/.git/config": "no page",
});

test("a packed site is looked at, told of, taken over and undone, without scripts as with them", async () => {
  const problems = [];
  writeFileSync(at("our-handbook-main.zip"), OLD);
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled });
    const desk = await visit("_trellis/entries", context);
    await desk.getByRole("link", { name: "Take over another site" }).click();
    await told(desk, "Choose the file");
    if (javaScriptEnabled) problems.push(...(await invalid(desk, "moving")), ...(await looks(desk, "moving, at first")));
    await desk.locator("#site").setInputFiles(at("our-handbook-main.zip"));
    await press(desk, "Look at it");
    await told(desk, "What would be done with our-handbook-main.zip");
    await desk.getByText("2 pages do not say when somebody last checked them, such as docs/days/first.md.").waitFor();
    assert.equal(await desk.getByRole("button", { name: /^Take over/ }).count(), 0);
    if (javaScriptEnabled) problems.push(...(await looks(desk, "moving, looked at")));
    await desk.getByLabel("When did somebody last check the pages?").fill("2026-03-14");
    await desk.getByLabel(/^layout /).selectOption({ label: "Leave it out" });
    await desk.getByLabel(/^Put them into a section/).fill("handbook");
    await press(desk, "Look again");
    await press(desk, "Take over 2 pages");
    await told(desk, "Taken over: 2 pages");
    assert.match(read("content/pages/handbook/joining.md"), /summary: What Joining us is about\.\nreviewed: 2026-03-14\nformer_ids:\n {2}- \/joining\/\n---\n\nRead about \[your first day\]\(days\/first\.md\)/);
    assert.match(read("content/pages/handbook/days/first.md"), /Bring \[a form\]\(\.\.\/joining\.md\)\.\n\nWe are \*\*here\*\*\./);

    // They are seen at once, and what is wrong with them does not stop the site.
    const shown = await context.newPage();
    await shown.goto(`${stage.address}/handbook/joining.html`);
    await shown.getByRole("heading", { name: "Joining us", level: 1 }).waitFor();
    await shown.goto(`${stage.address}/_trellis/`);
    await shown.getByRole("heading", { name: /^The site can be published, with/ }).waitFor();

    await desk.getByRole("link", { name: "undo that" }).click();
    await desk.getByText("Taken over from another site").waitFor();
    await press(desk, /^Put/);
    await told(desk, /back/);
    assert.throws(() => read("content/pages/handbook/joining.md"));
    await context.close();
  }
  none(problems);
});
