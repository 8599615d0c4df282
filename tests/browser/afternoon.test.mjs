// A careers lead's afternoon at the desk, without touching a file: from no site to one that can be published. Once with a
// mouse, once with the keyboard alone, once where no script runs.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, test } from "node:test";
import { launch } from "./browser.mjs";
import { looks } from "./desk-page.mjs";
import { none } from "./none.mjs";
import { workbook } from "./workbook.mjs";

const PROGRAM = process.env.TRELLIS ?? new URL("../../target/release/trellis", import.meta.url).pathname;

/** The first of December 2026, for all that asks for the day. */
const DAY = { ...process.env, SOURCE_DATE_EPOCH: "1796083200", NO_COLOR: "1" };

const browser = await launch();
const running = new Set();
after(async () => {
  running.forEach((server) => server.kill());
  await browser.close();
});

/** Starts the program. Gives its address, `says(words)` that waits for a line, and `stop()`. */
const start = async (folder, args) => {
  const server = spawn(PROGRAM, args, { cwd: folder, env: { ...DAY, PATH: "" }, stdio: ["ignore", "pipe", "ignore"] });
  running.add(server);
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  const says = async (words) => {
    for (;;) {
      const { value, done } = await lines.next();
      assert.ok(!done, `the program has ended before it said ${words}`);
      if (value.includes(words)) return value;
    }
  };
  const address = (await says("http://")).match(/http:\/\/[^\s/]+/)[0];
  return { address, says, stop: () => (running.delete(server), server.kill()) };
};

/** What a person does with a page: by mouse, or by keyboard. */
const hands = (page, isKeyboard) => ({
  press: async (one) => {
    if (!isKeyboard) return one.click();
    await one.focus();
    const isBox = await one.evaluate((element) => element.matches("[type=checkbox], [type=radio]"));
    await page.keyboard.press(isBox ? "Space" : "Enter");
  },
  write: async (one, words) => {
    if (!isKeyboard) return one.fill(words);
    await one.focus();
    const kind = await one.getAttribute("type");
    // The parts of a day are typed in the order of the browser's language.
    if (kind === "date") return page.keyboard.type(words.replace(/^(\d+)-(\d+)-(\d+)$/, "$2$3$1"));
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.insertText(words);
  },
  choose: async (one, label) => {
    if (!isKeyboard) return one.selectOption({ label });
    await one.focus();
    await page.keyboard.type(label);
  },
});

const afternoon = async ({ isKeyboard = false, javaScriptEnabled = true, isLookedAt = false }) => {
  const home = realpathSync(mkdtempSync(join(tmpdir(), "trellis-afternoon-")));
  const folder = join(home, "careers-site");
  const context = await browser.newContext({ javaScriptEnabled, locale: "en-US" });
  const page = await context.newPage();
  page.setDefaultTimeout(30000);
  const { press, write, choose } = hands(page, isKeyboard);
  const problems = [];
  const look = async (name) => isLookedAt && problems.push(...(await looks(page, name)));
  const button = (name) => page.getByRole("button", { name, exact: true }).last();
  const link = (name) => page.getByRole("link", { name, exact: true }).first();
  const field = (name) => page.getByLabel(name, { exact: true }).first();
  const told = (words) => page.getByRole("heading", { name: words }).first().waitFor();
  const read = (path) => readFileSync(join(folder, path), "utf8");
  const trellis = (...args) => {
    const { status, stdout, stderr } = spawnSync(PROGRAM, args, { cwd: folder, env: DAY, encoding: "utf8" });
    assert.equal(status, 0, stdout + stderr);
    return stdout + stderr;
  };

  // A new site, with a name and a colour.
  let program = await start(home, ["new"]);
  await page.goto(program.address);
  await look("a new site");
  await write(field("What is the site called?"), "Careers at Northbank");
  await write(field("What is it for?"), "Health careers at Northbank, and how to start.");
  await press(page.getByRole("radio", { name: "Blue" }));
  await write(page.getByLabel("Who answers questions?"), "Careers team");
  await write(page.getByLabel("Their e-mail address"), "careers@example.org");
  await press(button("Make the site"));
  await program.says("Serving");
  await page.goto(`${program.address}/_trellis/`);
  await told("Careers at Northbank");
  const { address } = program;
  // Adds an entry, fills in what must be there, and shows it.
  const add = async (kind, title, values) => {
    await page.goto(`${program.address}/_trellis/entries`);
    await press(link("Add something new"));
    await press(link(kind));
    await write(field("Title"), title);
    await press(button("Add it and fill it in"));
    await told("The draft is there");
    await fill(values);
    await press(button("Save"));
    await told("Saved");
    await press(button("Show it again"));
    await told("Shown again");
  };
  // What is open no longer fits.
  const unfold = async (folded) => {
    for (;;) {
      const next = page.locator(folded).filter({ visible: true }).first();
      if (!(await next.count())) return;
      await press(next);
    }
  };
  const fill = async (values) => {
    await unfold("details.group:not([open]):not(.spare) > summary");
    // What is open still says what to write over.
    for (;;) {
      const open = page.locator("main").locator("input[type=text], textarea").and(page.locator(":visible"));
      const blanks = await open.evaluateAll((all) => all.filter((one) => /FILL IN/.test(one.value)).map((one) => one.id));
      if (!blanks.length) break;
      await write(page.locator(`[id="${blanks[0]}"]`), `Something for ${blanks[0].replace(/^field-/, "").replace(/[-_.\d]+/g, " ").trim()}`);
    }
    await unfold("section > details:not(.group):not([open]) > summary");
    const source = (await page.locator('.group:not(.spare) [id="field-sources-0-url"]').count()) ? { "sources-0-url": "https://www.example.org/" } : {};
    for (const [id, value] of Object.entries({ ...source, ...values })) {
      const one = page.locator(`[id="field-${id}"]`);
      await unfold(`details:not([open]):has([id="field-${id}"]) > summary`);
      const isChoice = await one.evaluate((element) => element.matches("select"));
      await (isChoice ? choose(one, value) : write(one, value));
    }
  };

  // What was said of the site is changed in its settings, which keep all else.
  const brand = read("site.yaml").match(/brand:\n {2}colours:\n {4}light:\n(?: {6}.*\n)+/)[0];
  await press(link("Settings"));
  await told("Settings");
  await fill({ "contact-phone": "020 7946 0000", "review_every": "roles: 12 months" });
  await look("the settings");
  await press(button("Save"));
  await told("Saved");
  assert.match(read("site.yaml"), /\n {2}phone: 020 7946 0000\n/);
  assert.match(read("site.yaml"), /\nreview_every:\n {2}roles: 12 months\n/);
  assert.ok(read("site.yaml").includes(brand), "the colours that were chosen");

  // A profession, two roles with a reference between them, a way in.
  await add("Profession", "Dietetics", { summary: "Helping people to eat well.", regulator: "None" });
  await add("Role", "Dietitian", { summary: "Plans what people eat when they are ill.", professions: "dietetics", stay: "It is good work." });
  await look("a form");
  await add("Role", "Dietetic helper", { summary: "Helps people to choose their meals.", professions: "dietetics", "leads_to-0-role": "dietitian" });
  await add("Route", "A week on a ward", { summary: "Five days of work on a ward.", money: "No fee", "leads_to-0-role": "dietetic-helper", "leads_to-0-relation": "Helps apply" });
  await page.goto(`${program.address}/_trellis/edit/starting-points/example-start`);
  await fill({ "routes-1-route": "a-week-on-a-ward", "routes-1-because": "It shows what the work is like." });
  await press(button("Save"));
  await told("Saved");
  await page.goto(`${program.address}/roles/dietetic-helper.html`);
  await page.getByRole("main").getByRole("link", { name: "Dietitian" }).first().waitFor();

  // A list of partners from somebody's workbook.
  const list = join(home, "Partner list (final).xlsx");
  writeFileSync(list, workbook("Partners 2026", [
    ["Our partners, spring 2026"],
    [],
    ["Name", "Sort", "Web address", "Contact e-mail", "Notes"],
    ["Northbank College", "FE College", "www.northbank.example", "team@northbank.example", "ask for Sam"],
    ["Hill College", "FE College", "hill.example", "N/A", ""],
    ["The Bakery", "Shop", "", "", ""],
    ["Total", 3],
  ]));
  await page.goto(`${program.address}/_trellis/entries`);
  await press(link("Take over a table"));
  await page.locator("#table").setInputFiles(list);
  await press(button("Look at it"));
  await told(/^What would be done with/);
  await look("a table");
  // What nobody knows: what sort of column it is, what its words mean, and what is in none.
  await choose(page.getByLabel(/^Sort /), "Kind");
  await press(button("Look again"));
  await told("What is meant by these words?");
  await write(field("Reviewed"), "2026-11-30");
  await unfold("details:not([open]) > summary:text('More that can be said')");
  await write(field("Area"), "example-area");
  await choose(page.getByLabel(/^“FE College” in “Sort”/), "Example kind of partner");
  await press(button("Look again"));
  await told("1 row does not fit");
  await press(page.getByRole("button", { name: /^Take over 2 rows/ }).first());
  await told(/^Taken over: 2 partners/);
  // What it is in a line, and when somebody looked, follow from the rest.
  assert.match(read("content/partners/partner-list-final.csv"), /northbank-college,Northbank College,"?Listed under /);
  assert.match(read("content/partners/partner-list-final.csv"), /2026-11-30,2026-11-30/);
  assert.ok(!read("content/partners/partner-list-final.csv").includes("Sam"), "what no field holds stays at home");

  // A photograph in the text of a role.
  const photograph = join(home, "IMG 0001.JPG");
  writeFileSync(photograph, await page.screenshot({ type: "jpeg" }));
  const form = `${program.address}/_trellis/edit/roles/dietetic-helper`;
  await page.goto(form);
  await page.locator("#picture-file").setInputFiles(photograph);
  await write(field("What it shows"), "A helper shows a patient the menu");
  await press(button("Add the picture"));
  if (javaScriptEnabled) {
    await page.waitForFunction(() => document.getElementById("text").value.includes("img-0001.jpg"));
    await press(button("Save"));
    await told("Saved");
  } else {
    await told("The picture is there");
  }
  assert.match(read("content/roles/dietetic-helper.md"), /!\[A helper shows a patient the menu\]\(\.\.\/images\/img-0001\.jpg\)/);

  // An event.
  await add("Event", "Open evening", { summary: "Come and see the kitchen.", starts: "2027-03-01T17:30", place: "Northbank" });

  // Another name, which every reference follows.
  await page.goto(form);
  await press(link("Rename it"));
  await write(field("New name"), "dietetic-assistant");
  await press(button("Show what will change"));
  await told("What will change");
  await look("a new name");
  await press(button("Rename"));
  await told("Renamed");
  assert.match(read("content/routes/a-week-on-a-ward.md"), /role: dietetic-assistant/);

  // The examples go, and what is real takes their place wherever they were named.
  for (const [example, real] of [["roles/example-role", "Dietitian"], ["professions/example-profession", "Dietetics"]]) {
    await page.goto(`${program.address}/_trellis/edit/${example}`);
    await press(link("Delete it"));
    await choose(page.locator("select[name=by]"), `${real} (${real.toLowerCase()})`);
    await press(button("Show what will change"));
    await told(`“${real}” in its place`);
    await press(button("Delete and replace"));
    await told("It is deleted");
  }
  assert.ok(!read("content/routes/example-route.md").includes("example-role"));

  // A mistake, undone on another day.
  await page.goto(`${program.address}/_trellis/edit/roles/dietitian`);
  await write(page.locator("#field-title"), "A mistake");
  await press(button("Save"));
  await told("Saved");
  program.stop();
  program = await start(folder, ["serve", "--port", "0"]);
  await page.goto(`${program.address}/_trellis/edit/roles/dietitian`);
  await press(page.getByRole("button", { name: /^Put this version back/ }).first());
  await told("That version is back");
  assert.match(read("content/roles/dietitian.md"), /\ntitle: Dietitian\n/);

  // Somebody else saves the same page: neither is lost.
  await write(page.locator("#field-hours"), "Days");
  writeFileSync(join(folder, "content/roles/dietitian.md"), read("content/roles/dietitian.md").replace("title: Dietitian", "title: Dietician"));
  await press(button("Save"));
  await told("Somebody has changed this page meanwhile");
  await press(button("Save"));
  await told("Saved");
  assert.match(read("content/roles/dietitian.md"), /title: Dietician\n[^]*hours: Days\n/);

  // All is well, and the published pages are right.
  program.stop();
  assert.match(trellis("check"), /nothing to mend/);
  trellis("build");
  const published = (path) => readFileSync(join(folder, "public", path), "utf8");
  const role = published("roles/dietetic-assistant.html");
  for (const words of ["Careers at Northbank", 'alt="A helper shows a patient the menu"', "dietitian.html", "mailto:careers@example.org"]) {
    assert.ok(role.includes(words), words);
  }
  assert.ok(published("roles/dietetic-helper.html").includes("dietetic-assistant.html"), "the old address leads on");
  assert.ok(published("roles/example-role.html").includes("dietitian.html"), "and so does that of what went");
  assert.match(published("partners/index.html"), /Northbank College/);
  assert.ok(address, "it was all at one address until the restart");
  none(problems);
  await context.close();
  rmSync(home, { recursive: true });
};

test("with a mouse, and every page is looked at on the way", () => afternoon({ isLookedAt: true }));
test("with the keyboard alone", () => afternoon({ isKeyboard: true }));
test("where no script runs", () => afternoon({ javaScriptEnabled: false }));
