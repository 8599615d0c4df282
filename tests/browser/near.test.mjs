// What is near: asked for by the first half of a postcode, answered in the page, with a server and from a folder.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { bring, findings } from "./axe.mjs";
import { both, end, soon, start, withoutStore } from "./act.mjs";
import { launch, withoutScripts } from "./browser.mjs";
import { fileAddress } from "./site.mjs";

afterEach(end);

const answer = (page) => page.locator("#near-answer").innerText();
const ask = async (page, text) => {
  await page.fill("#near-district", text);
  await page.getByRole("button", { name: "Show what is near" }).click();
};
const stored = (page) => page.evaluate(() => localStorage.length);

both("a district is answered with the nearest of each kind", async (address) => {
  const asked = [];
  const page = await start(address("near.html"), (context) => context.on("request", (one) => asked.push(one.url())));
  assert.ok(!asked.some((url) => url.endsWith("near-data.js")), "the data is loaded before anybody asks");
  await ask(page, "m13 9wl");
  await soon(page, async () => assert.match(await answer(page), /Near M13\s/));
  assert.match(await answer(page), /Your NHS area is Greater Manchester\./);
  assert.match(await answer(page), /Manchester University NHS Foundation Trust\s+Hospitals\s+Manchester\s+·?\s*less than 1 mile/);
  assert.match(await answer(page), /The Christie NHS Foundation Trust\s+Hospitals\s+Manchester\s+·?\s*about 2 miles/);
  assert.match(await answer(page), /Most of M13 is in the council area of Manchester\./);
  assert.match(await answer(page), /All that we list in Greater Manchester \(10\)/);
  assert.match(await answer(page), /Real stories from here[\s\S]*Salford[\s\S]*Programmes in many places[\s\S]*NHS Cadets/);
  assert.match(await page.innerText("#near-status"), /12 places/);
  assert.ok(page.url().endsWith("near.html#M13"), "the whole postcode is nobody's business");
  assert.equal(asked.filter((url) => url.endsWith("near-data.js")).length, 1);
  assert.ok(!asked.some((url) => /9wl/i.test(url)));
  assert.equal(await stored(page), 0);
  await page.getByRole("link", { name: "Greater Manchester", exact: true }).click();
  assert.match(await page.innerText("h1"), /Greater Manchester/);
});

// Worked by hand from the files of the Office for National Statistics and the Organisation Data Service.
const BY_HAND = [
  ["M13", "Manchester University NHS Foundation Trust", "less than 1 mile"],
  ["NE1", "The Newcastle upon Tyne Hospitals NHS Foundation Trust", "about 2 miles"],
  ["TR26", "Royal Cornwall Hospitals NHS Trust", "about 18 miles"],
  ["TR21", "Royal Cornwall Hospitals NHS Trust", "about 59 miles"],
  ["CA28", "North Cumbria Integrated Care NHS Foundation Trust", "about 35 miles"],
  ["DL8", "County Durham and Darlington NHS Foundation Trust", "about 18 miles"],
  ["HA9", "London North West University Healthcare NHS Trust", "about 2 miles"],
  ["PL1", "University Hospitals Plymouth NHS Trust", "about 4 miles"],
  ["CT16", "East Kent Hospitals University NHS Foundation Trust", "about 13 miles"],
  ["OX17", "South Central Ambulance Service NHS Foundation Trust", "about 14 miles"],
];

test("ten districts name the trust that is nearest by hand", async () => {
  const page = await start(fileAddress("near.html"));
  for (const [district, trust, far] of BY_HAND) {
    await ask(page, district);
    await soon(page, async () => assert.equal(await page.innerText("#near-answer h2"), `Near ${district}`));
    const trusts = page.locator("#near-answer h3", { hasText: "NHS trusts" }).locator("~ ul").first();
    const nearest = await trusts.locator("li").first().innerText();
    assert.ok(nearest.startsWith(trust) && nearest.trim().endsWith(far), `${district}: ${nearest}`);
  }
});

test("a town is answered as a district is, and a name leads to what is called so", async () => {
  const page = await start(fileAddress("near.html"));
  for (const [typed, place, area] of [
    ["manchester", "Manchester", "Greater Manchester"],
    ["Wigan", "Wigan", "Greater Manchester"],
    ["rossendale", "Rossendale", "Lancashire and South Cumbria"],
    ["hull", "Hull", "Humber and North Yorkshire"],
    ["king's lynn", "King's Lynn", "Norfolk and Suffolk"],
  ]) {
    await ask(page, typed);
    await soon(page, async () => assert.equal(await page.innerText("#near-answer h2"), `Near ${place}`));
    assert.match(await answer(page), new RegExp(`Your NHS area is (probably )?${area}`));
  }
  await ask(page, "Newcastle");
  await soon(page, async () => assert.match(await answer(page), /Which place do you mean\?/));
  await page.getByRole("link", { name: "Newcastle upon Tyne", exact: true }).click();
  await soon(page, async () => assert.match(await answer(page), /Near Newcastle upon Tyne\s/));
  await ask(page, "Christie");
  await soon(page, async () => assert.match(await answer(page), /The Christie NHS Foundation Trust/));
  await ask(page, "Kent");
  await soon(page, async () => assert.match(await answer(page), /Kent and Medway/));
  await ask(page, "Nowhere at all");
  assert.match(await page.innerText("#near-status"), /no town, council, trust or college called “Nowhere at all”/);
});

both("a link opens with the answer, and the back button leads back", async (address) => {
  const page = await start(`${address("near.html")}#TR26`);
  await soon(page, async () => assert.match(await answer(page), /Royal Cornwall Hospitals NHS Trust[\s\S]*about 18 miles/));
  await ask(page, "NE1");
  await soon(page, async () => assert.match(await answer(page), /Near NE1/));
  await page.goBack();
  await soon(page, async () => assert.match(await answer(page), /Near TR26/));
  assert.equal(await page.inputValue("#near-district"), "TR26");
});

test("a border is told, and what is no place is said to be none", async () => {
  const page = await start(`${fileAddress("near.html")}#OX17`);
  await soon(page, async () => assert.match(await answer(page), /Your NHS area is probably Northamptonshire/));
  for (const nowhere of ["ZZ9", "WV98", "CF10"]) {
    await ask(page, nowhere);
    assert.match(await page.innerText("#near-status"), new RegExp(`no place called “${nowhere}”`));
    assert.equal(await page.isVisible("#near-answer"), false);
  }
  for (const none of ["", "M", "<img src=x>", "%zz", "M13 9"]) {
    await ask(page, none);
    assert.match(await page.innerText("#near-status"), /such as M13/);
  }
  const faults = [];
  page.on("pageerror", (fault) => faults.push(fault.message));
  for (const fragment of ["%zz<script>", "%FF", "%C3%A9"]) {
    await page.goto("about:blank");
    await page.goto(`${fileAddress("near.html")}#${fragment}`);
    assert.equal(await page.isVisible("#near-answer"), false);
  }
  assert.deepEqual(faults, []);
  await page.goto("about:blank");
  await page.goto(`${fileAddress("near.html")}#m13%209wl`);
  await soon(page, async () => assert.match(await answer(page), /Near M13/));
});

both("a district is kept only if asked, and forgotten", async (address) => {
  const page = await start(`${address("near.html")}#EX1`);
  await page.getByRole("button", { name: "Keep EX1 on this device" }).click();
  assert.match(await page.innerText("#near-status"), /kept in this browser/);
  assert.equal(await stored(page), 1);
  await page.goto(address("index.html"));
  await page.goto(address("near.html"));
  await soon(page, async () => assert.match(await answer(page), /Near EX1/));
  await page.getByRole("button", { name: "Forget EX1" }).click();
  assert.equal(await stored(page), 0);
});

test("where nothing can be kept, that is said", async () => {
  const page = await start(`${fileAddress("near.html")}#EX1`, withoutStore);
  await page.getByRole("button", { name: "Keep EX1 on this device" }).click();
  assert.match(await page.innerText("#near-status"), /keeps nothing/);
});

test("axe finds nothing in an answer, and nobody scrolls sideways", async () => {
  const page = await start(`${fileAddress("near.html")}#SW1A`, bring);
  await soon(page, async () => assert.match(await answer(page), /Near SW1A/));
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 });
    assert.deepEqual(await findings(page, "near.html"), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width} px`);
  }
});

test("without scripts there are the areas", async () => {
  const browser = await launch();
  const page = await (await withoutScripts(await browser.newContext({ javaScriptEnabled: false }))).newPage();
  await page.goto(fileAddress("near.html"));
  assert.equal(await page.isVisible("#near-form"), false);
  await page.getByRole("link", { name: /^Cornwall and the Isles of Scilly/ }).click();
  assert.ok(await page.getByRole("link", { name: "Royal Cornwall Hospitals NHS Trust" }).isVisible());
  await browser.close();
});

both("search leads from a district to what is near it", async (address) => {
  const page = await start(address("search.html"));
  await page.fill("#search-q", "M13");
  await page.getByRole("link", { name: "See what is near M13" }).click();
  await soon(page, async () => assert.match(await answer(page), /Near M13/));
});

test("search leads from a town to its area, and to what is near it", async () => {
  const page = await start(fileAddress("search.html"));
  await page.fill("#search-q", "Wigan");
  await page.locator("#search-results").getByRole("link", { name: "Greater Manchester" }).first().waitFor();
  // Neither a council without a trust nor a trust has a page that search knows.
  for (const [typed, found] of [["Wigan", /Near Wigan/], ["Rossendale", /Near Rossendale/], ["Airedale", /Airedale NHS/]]) {
    await page.goto(fileAddress("search.html"));
    await page.fill("#search-q", typed);
    await page.getByRole("link", { name: `Is ${typed} a town, a trust or a college?` }).click();
    await soon(page, async () => assert.match(await answer(page), found));
  }
  await page.goto(fileAddress("search.html"));
  await page.fill("#search-q", "podiatrist");
  await page.locator("#search-results li").first().waitFor();
  assert.equal(await page.isVisible("#search-near"), false);
});
