// The desk and the toolbar, as an editor uses them.
import assert from "node:assert/strict";
import { chmodSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { HtmlValidate } from "html-validate";
import { ALL, COLOURS, findings } from "./axe.mjs";
import { withoutScripts } from "./browser.mjs";
import { devStage } from "./dev-stage.mjs";
import { none } from "./none.mjs";

const ROLE = "content/roles/podiatrist.md";
const ABOUT = "content/pages/about.md";
const SIZES = [{ width: 1280, height: 900 }, { width: 320, height: 700 }];
const DESK = [
  "", "problems", "entries", "entries?q=podiatry", "reviews", "reading", "coverage", "left-out", "left-out?about=roles/podiatrist.html",
  "publish", "hosting", "explain", "explain/unknown-reference", "guide", "fields", "entry/roles/podiatrist", "entry/pages/about", "entry/nothing",
].map((path) => `_trellis/${path}`);

const stage = await devStage(({ at, read, write }) => {
  write("editor", "#!/bin/sh\nexit 0\n");
  chmodSync(at("editor"), 0o755);
  write(ABOUT, read(ABOUT).replace("---\n", "---\ndraft: true\n"));
  return ["--editor", at("editor")];
});
const { address, browser, read, visit, write } = stage;
const good = read(ROLE);
const breakRole = () => write(ROLE, good.replace("professions: [podiatry]", "professions: [podiatri]"));

const toolbar = (page) => page.getByRole("complementary", { name: "For editors" });

test("from a page to what is wrong with it, and back when it is mended", async () => {
  const page = await visit("roles/podiatrist.html");
  await toolbar(page).getByRole("link", { name: "This page: nothing found" }).waitFor();
  breakRole();
  await toolbar(page).getByRole("link", { name: "This page: 1 finding" }).click();
  assert.equal(await page.locator("h1").innerText(), "Podiatrist");
  await page.getByRole("heading", { name: "Error No profession is called podiatri" }).waitFor();
  await page.getByRole("link", { name: /unknown-reference/ }).click();
  assert.equal(await page.locator("h1").innerText(), "A name that leads nowhere");
  await page.getByRole("navigation", { name: "The desk" }).getByRole("link", { name: /Problems/ }).click();
  assert.equal(await page.locator("mark").innerText(), "podiatri");
  await page.evaluate(() => (window.mark = "still here"));
  write(ROLE, good);
  await page.getByRole("heading", { name: "Nothing was found" }).waitFor();
  assert.equal(await page.evaluate(() => window.mark), "still here", "the desk exchanges its parts");
  await page.close();
});

test("an entry is found, and its references are followed, without scripts as with them", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await visit("_trellis/", context);
    await page.getByRole("link", { name: "Entries", exact: true }).click();
    await page.getByLabel("Name or file").fill("podiatry degree");
    await page.getByRole("button", { name: "Show" }).click();
    assert.equal(await page.locator("#shown").innerText(), "1 entry");
    await page.getByRole("main").getByRole("link", { name: "Podiatry degree", exact: true }).click();
    await page.getByRole("main").getByRole("link", { name: "Podiatrist", exact: true }).first().click();
    assert.equal(await page.locator("h1").innerText(), "Podiatrist");
    await page.getByRole("link", { name: "See it on the site" }).click();
    assert.ok(page.url().endsWith("/roles/podiatrist.html"));
    await context.close();
  }
});

test("the site is taken along as one file, without scripts as with them", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await visit("_trellis/", context);
    await page.getByRole("navigation", { name: "The desk" }).getByRole("link", { name: "Publish" }).press("Enter");
    await page.getByLabel("Who will show it").selectOption("Netlify");
    const button = page.getByRole("button", { name: "Make the file" });
    const [file] = await Promise.all([page.waitForEvent("download"), button.press("Enter")]);
    assert.equal(file.suggestedFilename(), "small-careers.zip");
    const bytes = readFileSync(await file.path());
    assert.ok(bytes.subarray(0, 2).toString() === "PK" && bytes.includes("small-careers/_headers"));
    assert.equal(await page.locator("h1").innerText(), "Publish", "the page stays");
    await context.close();
  }
});

test("files open in the editor from the toolbar and from the desk", async () => {
  const page = await visit("roles/podiatrist.html");
  const asked = page.waitForResponse((answer) => answer.url().includes("/_trellis/open"));
  await toolbar(page).getByRole("button", { name: "Edit this page" }).click();
  assert.equal((await asked).status(), 204);
  await toolbar(page).getByText(`asked to open ${ROLE}`).waitFor();
  await page.goto(`${address}/_trellis/entry/roles/podiatrist`);
  await page.getByRole("button", { name: `Open ${ROLE} at line 1 in the editor` }).click();
  await page.getByRole("status").getByText("asked to open").waitFor({ state: "attached" });
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const still = await visit("_trellis/entry/roles/podiatrist", plain);
  const answer = still.waitForResponse((answer) => answer.url().includes("/_trellis/open"));
  await still.getByRole("button", { name: `Open ${ROLE} at line 1 in the editor` }).click();
  assert.equal((await answer).status(), 204);
  assert.ok(still.url().endsWith("/_trellis/entry/roles/podiatrist"), "the page stays");
  await Promise.all([page.close(), plain.close()]);
});

test("the toolbar comes last, can be folded away and stays so, and is not on paper", async () => {
  const context = await browser.newContext();
  const page = await visit("roles/podiatrist.html", context);
  const fold = toolbar(page).getByText("For editors", { exact: true });
  await fold.waitFor();
  await page.locator("footer a").last().focus();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot?.activeElement.tagName), "SUMMARY");
  await page.keyboard.press("Enter");
  await toolbar(page).getByRole("link").first().waitFor({ state: "hidden" });
  // Browsers say a moment later that something was folded.
  await page.waitForFunction(() => Object.values(sessionStorage).includes("closed"));
  await page.goto(`${address}/roles/podiatry-assistant.html`);
  await fold.waitFor();
  assert.equal(await toolbar(page).getByRole("link").count(), 0);
  await page.emulateMedia({ media: "print" });
  assert.equal(await fold.isVisible(), false);
  await context.close();
});

test("a form that is half filled in is kept when the site changes", async () => {
  const page = await visit("_trellis/entries");
  await page.getByLabel("Name or file").fill("half a th");
  breakRole();
  await page.getByRole("link", { name: "Problems 1" }).waitFor();
  await page.locator("#shown").waitFor();
  assert.equal(await page.getByLabel("Name or file").inputValue(), "half a th");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.close();
});

test("axe and html-validate find nothing, also while the site has errors", async () => {
  breakRole();
  const checker = new HtmlValidate({ root: true, extends: ["html-validate:standard", "html-validate:a11y"] });
  const problems = [];
  // What scripts leave as it was need not be looked at twice.
  const plain = new Map();
  const content = (page) => page.evaluate(() => document.body.outerHTML);
  for (const scripts of [false, true]) {
    const context = await browser.newContext();
    if (!scripts) await withoutScripts(context);
    const page = await context.newPage();
    for (const path of scripts ? [...DESK, "roles/podiatry-assistant.html"] : DESK) {
      const answer = await page.goto(`${address}/${path}`);
      if (!path.startsWith("_trellis")) await toolbar(page).getByRole("link").first().waitFor();
      if (!scripts) {
        plain.set(path, await content(page));
        const report = await checker.validateString(await answer.text(), path);
        for (const { messages } of report.results)
          for (const one of messages) problems.push(`${path}:${one.line}:${one.column}: ${one.ruleId}: ${one.message}`);
      } else if (plain.get(path) === (await content(page))) continue;
      for (const size of SIZES) {
        await page.setViewportSize(size);
        problems.push(...(await findings(page, path, ALL)).map((one) => `${size.width} px: ${one}`));
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        if (width > size.width) problems.push(`${path}: ${width} wide at ${size.width}`);
      }
    }
    await context.close();
  }
  const dark = await browser.newContext({ colorScheme: "dark" });
  const page = await dark.newPage();
  for (const path of DESK.slice(0, 2)) {
    await page.goto(`${address}/${path}`);
    problems.push(...(await findings(page, path, COLOURS)).map((one) => `dark: ${one}`));
  }
  await dark.close();
  // axe cannot see which shape lies behind the words of a drawing. They are the colours of the menu and of the head.
  none(problems.filter((one) => !one.includes("undecided color-contrast: text[")));
});
