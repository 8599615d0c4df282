// Roles are compared, saved and filtered; the address says what is shown, and the back button undoes it.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { both, end, soon, start, withoutStore } from "./act.mjs";

afterEach(end);

const HOSTILE = ["<img src=x onerror=document.title='bad'>", "__proto__,constructor", "%3Cscript%3E", "%zz"];
const saved = async (page) => (await page.locator("#shortlist-list h3").allInnerTexts()).map((name) => name.trim());
const shown = (page) => page.locator("main .card:visible").count();

both("a role page leads to a comparison of two or three roles", async (address) => {
  const page = await start(address("roles/podiatrist.html"));
  await page.getByRole("link", { name: "Compare this role" }).click();
  await soon(page, async () => assert.match(await page.innerText("#compare-status"), /chosen Podiatrist.*one more/));
  await page.getByRole("button", { name: "Compare these roles" }).click();
  assert.match(await page.innerText("#compare-status"), /at least two/);
  await page.selectOption("#compare-second", "paramedic");
  await page.getByRole("button", { name: "Compare these roles" }).click();
  assert.ok(page.url().endsWith("#compare=podiatrist,paramedic"));
  assert.deepEqual(await page.locator("#compare-chosen thead th").allInnerTexts(), ["Fact", "Podiatrist", "Paramedic"]);
  assert.equal(await page.isVisible("#compare-all"), false);
  await page.goBack();
  await page.locator("#compare-all").waitFor();
  await page.goForward();
  await soon(page, async () => assert.equal(await page.locator("#compare-chosen thead th").count(), 3));
  await page.click("#compare-reset");
  assert.ok(await page.isVisible("#compare-all"));
});

both("roles are saved, put in order, and deleted after a question", async (address) => {
  const page = await start(address("shortlist.html"));
  assert.match(await page.innerText("#shortlist-status"), /not saved any/);
  for (const role of ["podiatrist", "dietitian", "paramedic"]) {
    await page.goto(address(`roles/${role}.html`));
    await page.click("[data-save]");
  }
  assert.equal(await page.innerText("[data-save]"), "Remove Paramedic");
  assert.match(await page.innerText("#save_status"), /Paramedic is saved/);
  await page.getByRole("link", { name: "See your saved roles" }).click();
  await page.locator("#shortlist-list h3").first().waitFor();
  assert.deepEqual(await saved(page), ["Podiatrist", "Dietitian", "Paramedic"]);
  await page.getByRole("button", { name: "Move Paramedic up" }).click();
  assert.match(await page.innerText("#shortlist-status"), /Paramedic is now number 2 of 3/);
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Move Paramedic down");
  await page.reload();
  assert.deepEqual(await saved(page), ["Paramedic", "Podiatrist", "Dietitian"]);
  await page.goto(address("roles/dietitian.html"));
  await page.click("[data-save]");
  await page.goBack();
  await page.locator("#shortlist-list li").nth(2).waitFor({ state: "detached" });
  await soon(page, async () => assert.deepEqual(await saved(page), ["Paramedic", "Podiatrist"]));
  await page.click("#shortlist-delete");
  await page.click("#shortlist-confirm [data-no]");
  assert.equal((await saved(page)).length, 2);
  await page.click("#shortlist-delete");
  await page.click("#shortlist-confirm [data-yes]");
  assert.deepEqual(await saved(page), []);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
});

both("a list in a link is shown, and saved only if asked", async (address) => {
  const page = await start(`${address("shortlist.html")}#roles=paramedic,nobody,dietitian`);
  assert.deepEqual(await saved(page), ["Paramedic", "Dietitian"]);
  await page.getByRole("button", { name: "Remove Paramedic" }).click();
  assert.ok(page.url().endsWith("#roles=dietitian"));
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await page.click("#shortlist-keep");
  assert.deepEqual(await saved(page), ["Dietitian"]);
  assert.equal(await page.evaluate(() => localStorage.length), 1);
  assert.ok((await page.inputValue("#shortlist-link")).endsWith("shortlist.html#roles=dietitian"));
});

test("another tab's change is seen at once", async () => {
  const page = await start(both.file("shortlist.html"));
  const other = await page.context().newPage();
  await other.goto(both.file("roles/orthoptist.html"));
  await other.click("[data-save]");
  await page.locator("#shortlist-list h3").waitFor();
  assert.deepEqual(await saved(page), ["Orthoptist"]);
  await page.getByRole("button", { name: "Remove Orthoptist" }).click();
  await other.getByRole("button", { name: "Save Orthoptist" }).waitFor();
});

both("where nothing can be kept, saving says so", async (address) => {
  const page = await start(address("roles/podiatrist.html"), withoutStore);
  await page.click("[data-save]");
  assert.match(await page.innerText("#save_status"), /does not let pages keep/);
  assert.equal(await page.innerText("[data-save]"), "Save Podiatrist");
  await page.goto(address("shortlist.html"));
  assert.match(await page.innerText("#shortlist-status"), /does not let pages keep/);
});

test("what an address or the store says is looked up, never shown", async () => {
  const page = await start(both.file("shortlist.html"));
  for (const bad of HOSTILE) {
    for (const address of [`shortlist.html#roles=${bad}`, `compare.html#compare=${bad},podiatrist`, `roles/index.html?stage=${bad}`]) {
      const [path, rest] = address.split(/(?=[#?])/);
      await page.goto("about:blank");
      await page.goto(both.file(path) + rest);
      assert.equal(await page.locator("main img[src=x]").count(), 0, address);
      assert.notEqual(await page.title(), "bad", address);
      assert.equal(await page.locator("#shortlist-list li, #compare-chosen th").count(), 0, address);
    }
  }
  await page.goto(both.file("roles/podiatrist.html"));
  await page.click("[data-save]");
  for (const [text, names] of [["{", []], ["5", []], ['{"a":1}', []], ['["<b>",5,"podiatrist","podiatrist","nobody"]', ["Podiatrist"]]]) {
    await page.evaluate((text) => localStorage.setItem(Object.keys(localStorage)[0], text), text);
    await page.goto(both.file("compare.html"));
    await page.goto(both.file("shortlist.html"));
    assert.deepEqual(await saved(page), names, text);
  }
});

both("a list is filtered, and the address and the back button know", async (address) => {
  const page = await start(address("roles/index.html"));
  const all = await shown(page);
  await page.click("#filter-form summary");
  await page.check("#f-profession-podiatry");
  await page.getByRole("button", { name: "Show what fits" }).click();
  const one = await shown(page);
  assert.ok(one > 1 && one < all);
  assert.equal(await page.innerText("#filter-status"), "", "the count is said after a pause");
  await page.waitForFunction((words) => document.querySelector("#filter-status").textContent === words, `${one} of ${all} listed`);
  await page.check("#f-way-in-degree");
  await page.getByRole("button", { name: "Show what fits" }).click();
  const two = await shown(page);
  assert.ok(two < one, "another question narrows");
  await page.check("#f-profession-dietetics");
  await page.getByRole("button", { name: "Show what fits" }).click();
  assert.ok((await shown(page)) > two, "another answer widens");
  await page.goBack();
  await soon(page, async () => assert.equal(await shown(page), two));
  await page.goBack();
  await soon(page, async () => assert.equal(await shown(page), one));
  await page.reload();
  assert.equal(await shown(page), one);
  await page.getByRole("link", { name: "Remove this filter: Podiatry" }).click();
  await soon(page, async () => assert.equal(await shown(page), all));
});

test("a list of nothing says what to do", async () => {
  const page = await start(`${both.file("roles/index.html")}?stage=registered-professional&way-in=supported-employment`);
  assert.equal(await shown(page), 0);
  assert.ok(await page.isVisible("#filter-none"));
  await page.waitForFunction(() => document.querySelector("#filter-status").textContent.startsWith("0 of "));
  await page.click("#filter-clear");
  assert.equal(await page.isVisible("#filter-none"), false);
});

test("without scripts there are shorter lists, packs and a worksheet, and no dead controls", async () => {
  const page = await start(both.file("roles/index.html"), null, { javaScriptEnabled: false });
  assert.equal(await page.isVisible("#filter-form"), false);
  await page.click("#filter-shorter summary");
  await page.getByRole("link", { name: /^Podiatry \(/ }).click();
  await soon(page, async () => assert.ok((await shown(page)) > 1));
  await page.getByRole("link", { name: "Show all roles" }).click();
  await page.goto(both.file("shortlist.html"));
  assert.equal(await page.isVisible("#shortlist"), false);
  assert.ok(await page.isVisible("#worksheet"));
  for (const path of ["roles/podiatrist.html", "compare.html", "assessments/outside-in-check.html"]) {
    await page.goto(both.file(path));
    assert.equal(await page.locator("main button:visible").count(), 0, path);
  }
});
