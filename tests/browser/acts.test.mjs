// Entries are added, renamed, copied, hidden, deleted and put back in the browser, as a careers lead does it.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { invalid, looks } from "./desk-page.mjs";
import { devStage } from "./dev-stage.mjs";
import { none } from "./none.mjs";

const ASSISTANT = "content/roles/podiatry-assistant.md";

const stage = await devStage();
const { at, browser, read, visit } = stage;
const first = read(ASSISTANT);

const told = (page, words) => page.getByRole("heading", { name: words, exact: true }).waitFor();
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const follow = (page, name) => page.getByRole("main").getByRole("link", { name, exact: true }).click();

test("a role is added, filled in, renamed, takes the place of another, and that is undone, without scripts as with them", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await visit("_trellis/entries", context);
    await follow(page, "Add something new");
    await follow(page, "Role");
    await page.getByLabel("Title", { exact: true }).fill("Podiatrist");
    await press(page, "Add it and fill it in");
    await told(page, "Nothing was added");
    await page.getByText("There is a role called podiatrist already").waitFor();
    await page.getByLabel("Title", { exact: true }).fill("Foot healer");
    await press(page, "Add it and fill it in");
    await told(page, "The draft is there");
    await page.getByLabel("Summary", { exact: true }).fill("You heal feet.");
    await page.locator("#edit").getByRole("button", { name: "Save", exact: true }).last().click();
    await told(page, "Saved");
    assert.match(read("content/roles/foot-healer.md"), /title: Foot healer\n(.|\n)*draft: true\n(.|\n)*summary: You heal feet\./);

    await page.goto(`${stage.address}/_trellis/edit/roles/podiatrist`);
    await follow(page, "Copy it");
    await page.getByLabel("Title of the copy").fill("Foot expert");
    await press(page, "Make the copy");
    await told(page, "The copy is there");
    await press(page, "Show it again");
    await told(page, "Shown again");
    await follow(page, "Rename it");
    await page.getByLabel("New name").fill("foot-doctor");
    await press(page, "Show what will change");
    await page.getByText("Becomes content/roles/foot-doctor.md").waitFor();
    await press(page, "Rename");
    await told(page, "Renamed");
    assert.ok(page.url().includes("/_trellis/edit/roles/foot-doctor"));

    await page.goto(`${stage.address}/_trellis/edit/roles/podiatrist`);
    await follow(page, "Delete it");
    await page.getByText("6 places in 4 entries:").waitFor();
    assert.equal(await page.getByRole("button", { name: "Delete it" }).count(), 0);
    await page.getByLabel("The role in its place").selectOption({ label: "Foot expert (foot-doctor)" });
    await press(page, "Show what will change");
    await told(page, "“Foot expert” in its place");
    await press(page, "Delete and replace");
    await told(page, "It is deleted");
    assert.ok(!existsSync(at("content/roles/podiatrist.md")));
    assert.match(read(ASSISTANT), /role: foot-doctor(.|\n)*\]\(foot-doctor\.md#ways-in\)/);
    await page.goto(`${stage.address}/roles/podiatrist.html`);
    // By a script at once, or by a link.
    await page.getByRole("main").getByText("Foot expert").first().waitFor();

    await stage.restart();
    await page.goto(`${stage.address}/_trellis/deleted`);
    await page.getByRole("button", { name: /^Put back Podiatrist,/ }).click();
    await told(page, "That version is back");
    assert.equal(read(ASSISTANT), first);

    for (const name of ["foot-doctor", "foot-healer"]) {
      await page.goto(`${stage.address}/_trellis/delete/roles/${name}`);
      await press(page, "Delete it");
      await told(page, "It is deleted");
    }
    await context.close();
  }
});

test("a keyboard is enough to hide a page that others refer to, and to let it end", async () => {
  const page = await visit("_trellis/edit/roles/podiatrist");
  await page.getByRole("button", { name: "Hide it", exact: true }).focus();
  await page.keyboard.press("Enter");
  await told(page, "Other pages refer to it");
  await page.getByRole("button", { name: "Hide it all the same" }).focus();
  await page.keyboard.press("Enter");
  await told(page, "Hidden");
  await page.getByRole("button", { name: "Show it again" }).focus();
  await page.keyboard.press("Enter");
  await told(page, "Shown again");
  await page.getByLabel("Last day on the site").fill("2027-01-31");
  await page.getByRole("button", { name: "Let it end then" }).focus();
  await page.keyboard.press("Enter");
  await told(page, "It will end");
  await page.getByRole("navigation", { name: "The desk" }).getByRole("link", { name: "Online when" }).click();
  await told(page, "31 January 2027");
  await page.close();
});

test("axe and html-validate find nothing on any of these pages, narrow, wide and by night", async () => {
  const problems = [];
  const renamed = await visit("_trellis/rename/routes/volunteering?to=helping");
  await press(renamed, "Rename");
  await told(renamed, "Renamed");
  await renamed.close();
  const pages = [
    "add", "add?kind=roles", "rename/roles/podiatrist", "rename/roles/podiatrist?to=foot-doctor", "rename/roles/podiatrist?to=A!",
    "duplicate/roles/podiatrist", "hide/roles/podiatrist", "delete/roles/podiatrist", "delete/roles/podiatrist?by=podiatry-assistant",
    "delete/routes/helping?by=podiatry-degree", "delete/pages/about", "deleted", "left-out", "edit/roles/podiatrist?done=renamed",
  ];
  for (const path of pages) {
    const page = await visit(`_trellis/${path}`);
    problems.push(...(await invalid(page, path)));
    problems.push(...(await looks(page, path)));
    if (process.env.SHOTS) {
      for (const width of [375, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await page.screenshot({ path: `${process.env.SHOTS}/${path.replace(/[^a-z-]/gi, "_")}-${width}.png`, fullPage: true });
      }
    }
    await page.close();
  }
  none(problems);
});
