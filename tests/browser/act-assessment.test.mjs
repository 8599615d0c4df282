// A self-check makes a plan, and keeps answers only where it was asked to.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import { both, end, start, withoutStore } from "./act.mjs";

const PAGE = "assessments/outside-in-check.html";
afterEach(end);

both("a plan lists what to do for each answer, the least ready first", async (address) => {
  const page = await start(address(PAGE));
  await page.getByRole("button", { name: "Show my plan" }).click();
  assert.match(await page.innerText("#plan_status"), /not answered any/);
  await page.check("#q-jobcentres-yes");
  await page.check("#q-colleges-not-yet");
  await page.getByRole("button", { name: "Show my plan" }).click();
  assert.match(await page.innerText("#plan_status"), /2 of 15/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "plan_title");
  const advice = await page.innerText("#q-colleges .if-not-yet dd");
  assert.deepEqual(await page.locator("#plan_list h3").allInnerTexts(), ["Not yet: 1", "Yes: 1", "Not answered: 13"]);
  assert.equal(await page.locator("#plan_list ol p").first().innerText(), advice);
  assert.equal(page.url(), address(PAGE), "answers are in no address");
});

both("a plan can be taken along as a table that no spreadsheet runs", async (address) => {
  const page = await start(address(PAGE));
  await page.check("#q-colleges-partly");
  // As if the content held formulas, also behind a space.
  await page.locator("#q-colleges .if-partly dd").evaluate((one) => (one.textContent = ' =HYPERLINK("http://x")'));
  await page.getByRole("button", { name: "Show my plan" }).click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.click("#plan_csv")]);
  const rows = readFileSync(await file.path(), "utf8").split("\r\n");
  assert.equal(rows.length, 3);
  assert.ok(rows[1].includes(`,"Partly","'=HYPERLINK(""http://x"")",`), rows[1]);
  const [text] = await Promise.all([page.waitForEvent("download"), page.click("#plan_text")]);
  assert.match(readFileSync(await text.path(), "utf8"), /Answer: Partly/);
});

both("answers are kept only after a tick, for 90 days, until they are deleted", async (address) => {
  const page = await start(address(PAGE));
  const kept = () => page.evaluate(() => localStorage.length);
  await page.check("#q-colleges-yes");
  await page.reload();
  assert.equal(await kept(), 0);
  assert.equal(await page.isChecked("#q-colleges-yes"), false);
  await page.check("#q-colleges-yes");
  await page.check("#keep_box");
  await page.check("#q-jobcentres-partly");
  await page.reload();
  assert.ok(await page.isChecked("#q-jobcentres-partly"));
  await page.click("#plan_delete");
  await page.click("#plan_confirm [data-no]");
  assert.equal(await kept(), 1);
  await page.click("#plan_delete");
  await page.click("#plan_confirm [data-yes]");
  assert.equal(await kept(), 0);
  assert.equal(await page.isChecked("#q-colleges-yes"), false);
  await page.check("#q-colleges-yes");
  await page.check("#keep_box");
  await page.evaluate(() => {
    const [name, text] = Object.entries(localStorage)[0];
    localStorage.setItem(name, JSON.stringify({ ...JSON.parse(text), saved: Date.now() - 91 * 864e5 }));
  });
  await page.reload();
  assert.equal(await page.isChecked("#q-colleges-yes"), false);
  assert.equal(await kept(), 0);
});

test("damaged or hostile notes do no harm", async () => {
  const page = await start(both.file(PAGE));
  await page.check("#keep_box");
  for (const text of ["{", "5", '{"saved":"x"}', `{"saved":${Date.now()},"answers":{"q-colleges":"<img>","x y":"z"}}`]) {
    await page.evaluate((text) => localStorage.setItem(Object.keys(localStorage)[0] ?? "x", text), text);
    await page.reload();
    assert.equal(await page.locator("[data-assessment] input[type=radio]:checked").count(), 0);
  }
});

both("where nothing can be kept, the page says so and still makes a plan", async (address) => {
  const page = await start(address(PAGE), withoutStore);
  await page.check("#q-colleges-yes");
  // The box unticks itself.
  await page.click("#keep_box");
  assert.match(await page.innerText("#plan_status"), /does not let pages keep/);
  assert.equal(await page.isChecked("#keep_box"), false);
  await page.getByRole("button", { name: "Show my plan" }).click();
  assert.equal(await page.locator("#plan_list ol li").count(), 1);
});

test("without scripts the advice can be read, and Enter sends nothing", async () => {
  const page = await start(both.file(PAGE), null, { javaScriptEnabled: false });
  assert.ok(await page.isVisible("#q-colleges .if-not-yet dd"));
  assert.equal(await page.isVisible("#plan_part"), false);
  await page.focus("#q-colleges-yes");
  await page.keyboard.press("Enter");
  assert.equal(page.url(), both.file(PAGE));
});
