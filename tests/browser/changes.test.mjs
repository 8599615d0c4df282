// A careers lead keeps versions of the site with Git, in the browser: with a keyboard, and with scripts off.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { renameSync, rmSync } from "node:fs";
import { test } from "node:test";
import { invalid, looks } from "./desk-page.mjs";
import { devStage } from "./dev-stage.mjs";
import { none } from "./none.mjs";

const ROLE = "content/roles/podiatrist.md";

// Settings of whoever runs the tests must not count, for the server neither.
Object.assign(process.env, { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" });
const git = (...words) => execFileSync("git", ["-C", stage.at(""), ...words], { encoding: "utf8" });
let stage;
stage = await devStage((prepared) => {
  stage = prepared;
  git("init", "-q", "-b", "main");
  git("add", ".");
  git("-c", "user.name=Kim", "-c", "user.email=kim@example.org", "commit", "-q", "-m", "As it was");
});
const { at, browser, read, visit, write } = stage;
const first = read(ROLE);

const told = (page, words) => page.getByRole("heading", { name: words, exact: true }).waitFor();
const message = () => git("log", "-1", "--format=%B").trim();
const changed = () => git("show", "--format=", "--name-only", "HEAD").trim().split("\n");

/** Presses a key until what has the focus is called so. */
const tabTo = async (page, name) => {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((name) => (document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim().startsWith(name), name)) return;
  }
  assert.fail(`nothing is called ${name}`);
};

test("a keyboard is enough to see what is different, to choose, to be told what is missing, and to keep a version", async () => {
  write(ROLE, first.replace("title: Podiatrist", "title: Foot doctor"));
  write("content/notes.txt", "Not for this version.\n");
  const page = await visit("_trellis/");
  await tabTo(page, "See what has changed");
  await page.keyboard.press("Enter");
  await told(page, "Changes since the last version");
  await tabTo(page, "content/notes.txt");
  await page.keyboard.press("Space");
  await tabTo(page, "Show the difference of Foot doctor");
  await page.keyboard.press("Enter");
  await page.getByText("Now: title: Foot doctor").waitFor();
  await tabTo(page, "What is new?");
  await page.keyboard.type("Podiatrists are called foot doctors");
  await tabTo(page, "Name");
  await page.keyboard.type("Robin");
  await tabTo(page, "E-mail address");
  await page.keyboard.type("robin@example.org");
  // Meanwhile somebody saves the page once more: what was shown is not what would be kept.
  write(ROLE, first.replace("title: Podiatrist", "title: Foot healer"));
  await tabTo(page, "Keep this version");
  await page.keyboard.press("Enter");
  await told(page, "No version was kept");
  // A script puts it there, which may come a little later.
  await page.waitForFunction(() => document.activeElement.id === "refused");
  assert.equal(await page.getByLabel("What is new?").inputValue(), "Podiatrists are called foot doctors");
  assert.equal(await page.getByRole("checkbox", { name: /notes\.txt/ }).isChecked(), false);
  none(await looks(page, "refused"));
  await tabTo(page, "Keep this version");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /^Version [0-9a-f]+ is kept$/ }).waitFor();
  assert.deepEqual([message(), changed()], ["Podiatrists are called foot doctors", [ROLE]]);
  assert.equal(git("log", "-1", "--format=%an %ae").trim(), "Robin robin@example.org");
  await page.close();
});

test("without scripts the same forms do it", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  write(ROLE, first.replace("title: Podiatrist", "title: Foot surgeon"));
  const page = await visit("_trellis/changes", context);
  await page.getByRole("checkbox", { name: /notes\.txt/ }).uncheck();
  await page.getByLabel("What is new?").fill("Surgeons\n\nWith more to say.");
  await page.getByLabel("Name").fill("Robin");
  // A browser asks for an address of this form; the server asks for one too.
  await page.getByLabel("E-mail address").fill("a@<b>");
  await page.locator("form.edit").evaluate((form) => (form.noValidate = true));
  await page.getByRole("button", { name: "Keep this version" }).click();
  await page.getByText("Write an e-mail address, such as kim@example.org.").waitFor();
  assert.equal(await page.getByLabel("What is new?").inputValue(), "Surgeons\n\nWith more to say.");
  await page.getByLabel("E-mail address").fill("robin@example.org");
  await page.getByRole("button", { name: "Keep this version" }).click();
  await page.getByRole("heading", { name: /is kept$/ }).waitFor();
  assert.deepEqual([message(), changed()], ["Surgeons\n\nWith more to say.", [ROLE]]);
  await context.close();
});

test("what is being typed stays while files change", async () => {
  const page = await visit("_trellis/changes");
  await page.getByLabel("What is new?").fill("Half a thought");
  const news = page.waitForResponse((answer) => answer.url().endsWith("/_trellis/changes"));
  write("content/pages/about.md", read("content/pages/about.md").replace("Who made", "Who has made"));
  await news;
  // An exchange would come with the next frame.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.equal(await page.getByLabel("What is new?").inputValue(), "Half a thought");
  await page.close({ runBeforeUnload: false });
});

test("axe and html-validate find nothing on any state of the page, narrow, wide and by night", async () => {
  const problems = [];
  const look = async (name) => {
    const page = await visit("_trellis/changes");
    await page.locator("main details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
    problems.push(...(await invalid(page, name)));
    problems.push(...(await looks(page, name)));
    if (process.env.SHOTS) {
      for (const width of [375, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await page.screenshot({ path: `${process.env.SHOTS}/${name}-${width}.png`, fullPage: true });
      }
    }
    await page.close();
  };
  write(ROLE, first.replace("professions: [podiatry]", "professions: [podiatri]"));
  write("content/images/odd\n\"<b>.txt", "\u001b[31m <b>");
  renameSync(at("content/routes/volunteering.md"), at("content/routes/helping.md"));
  rmSync(at("content/pages/about.md"));
  await look("all-sorts");
  git("switch", "-q", "--detach");
  write(".git/MERGE_HEAD", git("rev-parse", "HEAD"));
  await look("in-the-middle");
  rmSync(at(".git/MERGE_HEAD"));
  git("switch", "-q", "main");
  git("add", ".");
  git("-c", "user.name=Kim", "-c", "user.email=kim@example.org", "commit", "-q", "-m", "All of it");
  await look("nothing");
  write(".git/HEAD", "nonsense");
  await look("refuses");
  none(problems);
});
