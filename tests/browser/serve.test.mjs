// The dev server as an editor meets it: save a file, and the page in the browser has changed.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { test } from "node:test";
import { devStage } from "./dev-stage.mjs";

const ROLE = "content/roles/podiatrist.md";

const stage = await devStage(({ read, write }) => {
  write("site.yaml", `${read("site.yaml")}theme: mine\n`);
  write("themes/mine/static/extra.css", "h1 { outline: 1px solid rgb(1, 2, 3) }\n");
  write(
    "themes/mine/templates/base.html",
    '{% extends "default/base.html" %}{% block head %}{{ super() }}<link rel="stylesheet" href="{{ page.root }}assets/extra.css">{% endblock head %}' +
      '{% block footer %}{{ super() }}<form><label>Note <input id="note"></label></form><details id="more"><summary>More</summary>Words</details><div style="height: 200vh"></div>{% endblock footer %}',
  );
});
const { address, browser, read, visit, write } = stage;
const overlay = (page) => page.locator("trellis-problems section");

test("a saved text is on the page, and the reader's place, typing and open parts are kept", async () => {
  const page = await visit("roles/podiatrist.html");
  await page.fill("#note", "half a thought");
  await page.click("#more summary");
  await page.evaluate(() => scrollTo(0, 700));
  write(ROLE, `${read(ROLE)}\nFeet matter more than most people think.\n`);
  await page.getByText("Feet matter more than most people think.").waitFor();
  await page.waitForFunction(() => scrollY === 700 && document.querySelector("#note").value === "half a thought");
  assert.equal(await page.locator("#more").evaluate((one) => one.open), true);
  await page.close();
});

test("a page that shows nothing of a change is left alone", async () => {
  const [changed, other] = [await visit("roles/podiatrist.html"), await visit("about.html")];
  await other.evaluate(() => (window.mark = "still here"));
  write(ROLE, `${read(ROLE)}\nA second line.\n`);
  await changed.getByText("A second line.").waitFor();
  // A change that both hear of comes after the one that only the first did.
  write("themes/mine/static/extra.css", "h1 { outline: 1px solid rgb(4, 5, 6) }\n");
  await other.waitForFunction(() => getComputedStyle(document.querySelector("h1")).outlineColor === "rgb(4, 5, 6)");
  assert.equal(await other.evaluate(() => window.mark), "still here");
  await Promise.all([changed.close(), other.close()]);
});

test("a style is exchanged in place", async () => {
  const page = await visit("roles/podiatrist.html");
  await page.evaluate(() => (window.mark = "still here"));
  write("themes/mine/static/extra.css", "h1 { outline: 1px solid rgb(7, 8, 9) }\n");
  await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).outlineColor === "rgb(7, 8, 9)");
  assert.equal(await page.evaluate(() => window.mark), "still here");
  await page.close();
});

test("an error is laid over the last good page, and goes when it is mended", async () => {
  const page = await visit("roles/podiatrist.html");
  const good = read(ROLE);
  write(ROLE, good.replace("professions: [podiatry]", "professions: [podiatri]"));
  await overlay(page).waitFor();
  const words = await overlay(page).innerText();
  for (const part of ["1 error", "unknown-reference", `${ROLE}:4:`, "did you mean", "podiatri"]) assert.ok(words.includes(part), `${part} is not in:\n${words}`);
  assert.equal(await page.locator("h1").innerText(), "Podiatrist");
  const explained = await overlay(page).getByRole("link").first().getAttribute("href");
  const other = await visit(explained.slice(1));
  assert.match(await other.innerText("body"), /name/);
  write(ROLE, good);
  await overlay(page).waitFor({ state: "detached" });
  await Promise.all([page.close(), other.close()]);
});

test("an answer that comes late takes no newer findings away", async () => {
  const page = await browser.newPage();
  let asked, release;
  const isAsked = new Promise((done) => (asked = done));
  const isReleased = new Promise((done) => (release = done));
  const hold = async (route) => {
    const response = await route.fetch();
    asked();
    await isReleased;
    await route.fulfill({ response });
  };
  await page.route("**/_trellis/news?*", hold, { times: 1 });
  await page.goto(`${address}/roles/podiatrist.html`);
  await isAsked;
  const good = read(ROLE);
  write(ROLE, good.replace("professions: [podiatry]", "professions: [podiatri]"));
  await overlay(page).waitFor();
  const late = page.waitForResponse(/_trellis\/news/);
  release();
  await (await late).finished();
  await page.evaluate(() => fetch("/_trellis/news?after=0"));
  assert.equal(await overlay(page).isVisible(), true);
  write(ROLE, good);
  await overlay(page).waitFor({ state: "detached" });
  await page.close();
});

test("a page that is deleted goes, and comes back", async () => {
  const page = await visit("about.html");
  const text = read("content/pages/about.md");
  rmSync(stage.at("content/pages/about.md"));
  await page.waitForFunction((title) => document.title !== title, await page.title());
  write("content/pages/about.md", text);
  await page.waitForFunction(() => document.querySelector("h1").innerText.includes("About"));
  await page.close();
});

test("a mistake in another file is a line that can be opened, and the page is up to date", async () => {
  const page = await visit("about.html");
  const good = read(ROLE);
  write(ROLE, good.replace("professions: [podiatry]", "professions: [podiatri]"));
  await overlay(page).waitFor();
  assert.match(await overlay(page).innerText(), /This page is up to date\. Elsewhere: 1 error/);
  assert.equal(await overlay(page).getByText("unknown-reference").first().isVisible(), false, "it hides nothing that is at work on");
  write("content/pages/about.md", `${read("content/pages/about.md")}\nThe office has moved.\n`);
  await page.getByText("The office has moved.").waitFor();
  await overlay(page).getByText("What is wrong, and where").click();
  await overlay(page).getByText("unknown-reference").first().waitFor();
  write(ROLE, good);
  await overlay(page).waitFor({ state: "detached" });
  await page.close();
});
