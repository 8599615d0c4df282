// Eight people with a question, each from the home page: they get their answer in at most the steps given. A press is a
// step, and so is what is typed with the choice or the press that follows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./stage.mjs";

const { browser, site } = await stage();
const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });

/** Somebody at the home page who counts their steps. */
const visitor = async () => {
  const page = await context.newPage();
  await page.goto(site.at("index.html"));
  let steps = 0;
  const main = page.locator("main");
  const step = async (act) => {
    steps += 1;
    await act();
    await page.waitForLoadState();
  };
  return {
    page,
    main,
    press: (name, within = page) => step(() => within.getByRole("link", { name, exact: typeof name === "string" }).first().click()),
    open: (name) => step(() => page.locator("summary", { hasText: name }).first().click()),
    search: (words, name) =>
      step(async () => {
        await page.fill("#home-q", words);
        await page.keyboard.press("Enter");
        await page.locator(".search-results, main ol").getByRole("link", { name, exact: typeof name === "string" }).first().click();
      }),
    near: (place) =>
      step(async () => {
        await page.fill("#near-district", place);
        await page.keyboard.press("Enter");
        await page.locator("#near-answer h2").waitFor();
      }),
    choose: (label, name) => step(() => page.getByLabel(label).selectOption({ label: name })),
    button: (name) => step(() => page.getByRole("button", { name }).click()),
    reads: async (pattern, what = main) => {
      const words = await what.innerText();
      assert.match(words, pattern, page.url());
    },
    within: (most) => {
      assert.ok(steps <= most, `${steps} steps of ${most}`);
      return page.close();
    },
  };
};

test("a podiatry assistant's pay, and how to start at 16 near M13", async () => {
  const me = await visitor();
  await me.search("podiatry assistant", "Podiatry assistant");
  await me.reads(/Pay\s+Band \d: £[\d,]+/);
  await me.reads(/Age you can start\s+From 16/);
  await me.press(/Find what is near you/i);
  await me.near("M13");
  await me.reads(/Manchester University NHS Foundation Trust/);
  await me.within(4);
});

test("after two years of a physiotherapy degree: three roles with their pay, and whether what was passed counts", async () => {
  const me = await visitor();
  await me.press("Left a degree early");
  await me.reads(/credit[\s\S]*Each university decides/);
  await me.open("Into the job");
  const cards = me.page.locator(".reach > li:visible", { hasText: /£[\d,]+/ });
  assert.ok((await cards.count()) >= 3);
  for (const role of ["Physiotherapy assistant", "Rehabilitation assistant"]) await cards.filter({ hasText: role }).first().waitFor();
  await me.within(3);
});

test("colleges near LS1 that may offer T Levels, and the official finder", async () => {
  const me = await visitor();
  await me.search("T Level", /^T Level/);
  const finder = me.page.getByRole("link", { name: "Find a T Level near you" });
  assert.match(await finder.getAttribute("href"), /tlevels\.gov\.uk/);
  await me.press(/Find what is near you/i);
  await me.near("LS1");
  await me.reads(/colleges[\s\S]*Leeds/i, me.page.locator("#near-answer"));
  await me.within(3);
});

test("occupational therapy beside physiotherapy, with time and cost", async () => {
  const me = await visitor();
  await me.press("Compare");
  await me.choose("First role", "Occupational therapist");
  await me.choose("Second role", "Physiotherapist");
  await me.button("Compare these roles");
  const table = me.page.locator("#compare-chosen table");
  assert.deepEqual((await table.locator("thead th").allInnerTexts()).slice(1), ["Occupational therapist", "Physiotherapist"]);
  const rows = table.locator("tbody tr");
  assert.ok((await rows.count()) >= 10);
  for (const [fact, words] of [["How long it takes", /years/], ["Cost or wage", /£[\d,]+/]]) {
    for (const told of await rows.filter({ hasText: fact }).locator("td").allInnerTexts()) assert.match(told, words);
  }
  assert.ok((await rows.filter({ hasText: "Differs" }).count()) > 3);
  assert.ok((await rows.filter({ hasNotText: "Differs" }).count()) > 0);
  const shared = await context.newPage();
  await shared.goto(me.page.url());
  assert.equal(await shared.locator("#compare-chosen tbody tr").count(), await rows.count());
  await shared.close();
  await me.within(4);
});

test("the facts stay in view while roles are looked at on a phone", async () => {
  const page = await browser.newPage({ viewport: { width: 375, height: 812 } });
  await page.goto(site.at("compare.html#compare=podiatrist,paramedic,dietitian"));
  const chosen = page.locator("#compare-chosen");
  await chosen.evaluate((one) => (one.scrollLeft = one.scrollWidth));
  const left = (locator) => locator.evaluate((one) => one.getBoundingClientRect().left);
  const edge = await left(chosen);
  for (const fact of [chosen.locator("tbody th").first(), chosen.locator("tbody th").last()]) assert.ok(Math.abs((await left(fact)) - edge) < 2);
  assert.ok((await left(chosen.locator("tbody td").first())) < edge);
  await page.goto("about:blank");
  await page.goto(site.at("compare.html#compare=podiatrist,paramedic"));
  assert.ok(await chosen.evaluate((one) => one.scrollWidth - one.clientWidth < 12), "two roles fit");
  await page.close();
});

test("a pack of a profession, one side a role", async () => {
  const me = await visitor();
  await me.press("Podiatry");
  await me.press("Print pack: every role in Podiatry");
  const roles = await me.page.locator(".one-sheet").count();
  await me.reads(new RegExp(`It prints on ${roles} sides of A4`));
  const pdf = (await me.page.pdf({ format: "A4" })).toString("latin1");
  assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g).length, roles);
  await me.within(3);
});

test("a porter finds a real story like theirs", async () => {
  const me = await visitor();
  await me.press("Working somewhere else in the NHS");
  await me.press(/^From portering/);
  await me.reads(/Great Yarmouth/);
  await me.within(3);
});

test("a parent finds what is safe, and what it costs", async () => {
  const me = await visitor();
  await me.press("For parents and carers");
  await me.reads(/A year of a full-time degree costs up to £[\d,]+ \(20\d\d[\s\S]*Safe and sensible[\s\S]*supervised/);
  await me.within(3);
});

test("a careers lead finds an activity for benchmark 5, with its worksheet", async () => {
  const me = await visitor();
  await me.press("Teachers");
  await me.reads(/5\. Employers and employees\s+Role models/);
  await me.press("Role models", me.page.locator("tr", { hasText: "5. Employers and employees" }));
  assert.ok((await me.page.locator("#worksheet li").count()) >= 4);
  await me.within(3);
});

test("a careers lead finds a lesson for tomorrow that needs no visitor, with its worksheet", async () => {
  const me = await visitor();
  await me.press("Teachers");
  await me.reads(/Years 7 to 9[\s\S]*Years 10 and 11[\s\S]*Years 12 and 13/);
  await me.press("One lesson with real jobs", me.main);
  await me.reads(/needs no visitor/);
  assert.ok((await me.page.locator("#worksheet li").count()) >= 4);
  await me.within(2);
});

test("a disabled adult finds first steps of their own", async () => {
  const me = await visitor();
  await me.press("Disabled adult");
  await me.reads(/Connect to Work[\s\S]*reasonable adjustments/);
  await me.within(1);
});

test("somebody who likes short lines finds a job in them", async () => {
  const me = await visitor();
  await me.press(/^Easy to read/, me.main);
  await me.press("Podiatry assistant", me.main);
  await me.reads(/What is this job\?[\s\S]*How much do you earn\?/);
  await me.within(2);
});
