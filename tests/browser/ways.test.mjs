// "Find your way": two choices give ways, the same that `trellis path` tells, with what they take; with a server and from a folder.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { afterEach, test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { both, end, soon, start } from "./act.mjs";
import { ALL, bring, findings } from "./axe.mjs";
import { asset, pages, read } from "./site.mjs";

const SHOWN = 3;

/** The data of the page and the script that searches it, as the page has them. */
const loaded = () => {
  const scope = createContext({});
  for (const name of ["ways-data.js", "ways-search.js"]) runInContext(read(asset(name)), scope);
  return runInContext("({ data: trellisWaysData, search: trellisWays(trellisWaysData) })", scope);
};

test("the page finds what `trellis path` tells, for every pair of places", (t) => {
  const { data, search } = loaded();
  const told = execFileSync(process.env.TRELLIS, ["path", "--all", "--limit", String(SHOWN), "--format", "json"], {
    cwd: new URL("../..", import.meta.url),
    encoding: "utf8",
    maxBuffer: 1e9,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const number = new Map(data.places.map(({ id }, at) => [id, at]));
  const name = (place) => data.places[place].id;
  const pairs = told.trim().split("\n").map(JSON.parse);
  assert.equal(pairs.length, data.places.length * (data.places.length - 1));
  let joined = 0;
  for (const pair of pairs) {
    const [from, to] = [number.get(pair.from), number.get(pair.to)];
    const { ways, more } = search.find(from, to, SHOWN);
    const found = { ways: ways.map(({ places }) => places.map(name)), more };
    const near = ways.length ? {} : { nearest: search.nearest(from, to), helping: search.helping(from, to).map(name) };
    const said = { ways: pair.ways, more: pair.has_more || pair.gave_up };
    assert.equal(JSON.stringify(found), JSON.stringify(said), `${pair.from} to ${pair.to}`);
    if (ways.length) joined++;
    else assert.deepEqual([near.nearest == null ? null : name(near.nearest), near.helping.join()], [pair.nearest, pair.helping.join()], `${pair.from} to ${pair.to}`);
  }
  t.diagnostic(`${joined} of ${pairs.length} pairs have a way`);
  assert.ok(joined > 1000);
});

afterEach(end);

const AT_SCHOOL = "from=starting-points/at-school&to=roles/podiatrist";
const asked = (choices) => `${both.file("ways.html")}#${choices}`;
const fact = (page, way, name) => page.locator(".ways-found > li").nth(way).locator(".facts > div").filter({ has: page.locator("dt", { hasText: name }) }).locator("dd").innerText();

both("two choices give ways, and the address holds them", async (address) => {
  const page = await start(address("ways.html"));
  assert.ok(await page.locator("#starts").isVisible());
  await page.getByLabel("Where are you now?").selectOption({ label: "At school" });
  await page.getByLabel("Where do you want to be?").selectOption({ label: "Podiatrist" });
  const ways = page.locator(".ways-found > li");
  await soon(page, async () => assert.equal(await ways.count(), SHOWN));
  assert.match(await page.locator("#ways-status").innerText(), /^3 ways from “At school” to “Podiatrist”/);
  assert.equal(await page.locator("#starts").isVisible(), false);
  // Two years of A levels and three or four of a degree, whose fees have a limit.
  assert.deepEqual([await fact(page, 0, "Time"), await fact(page, 0, "Cost"), await fact(page, 0, "Pay")], ["5 to 6 years", "Up to £39,160", "None"]);
  assert.match(await fact(page, 1, "Pay"), /^£39,000 to £124,700 in all$/);
  const hrefs = await ways.first().locator(".journey a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  assert.deepEqual(hrefs, ["starting-points/at-school.html", "routes/a-levels.html", "routes/pre-registration-bsc.html", "roles/podiatrist.html"]);
  assert.match(await ways.first().locator(".journey").innerText(), /What you need first: Usually five or six GCSEs/);
  const shared = await page.context().newPage();
  await shared.goto(page.url());
  assert.equal(await shared.locator("#ways-answer").innerText(), await page.locator("#ways-answer").innerText());
  await page.goBack();
  await soon(page, async () => assert.equal(await ways.count(), 0));
  assert.equal(await page.evaluate(() => localStorage.length), 0);
});

test("where a step is unknown there is no total, and the step is named", async () => {
  const page = await start(asked("from=starting-points/at-school&to=roles/dietitian"));
  const times = await page.locator(".ways-found .facts > div:first-child dd").allInnerTexts();
  assert.deepEqual(times, ["5 to 6 years", "No total. Ask how long it takes: Dietitian degree apprenticeship.", "5 to 6 years"]);
});

test("where there is no way, what comes next best is offered", async () => {
  const page = await start(asked("from=roles/podiatrist&to=roles/paramedic"));
  assert.match(await page.innerText("#ways-answer"), /We know no way from “Podiatrist” to “Paramedic”\./);
  assert.equal(await page.getByRole("link", { name: "Paramedic", exact: true }).getAttribute("href"), "roles/paramedic.html#ways-in");
  await page.locator("#ways-answer").getByRole("link", { name: "At school" }).click();
  await soon(page, async () => assert.equal(await page.locator(".ways-found > li").count(), SHOWN));
  for (const odd of ["from=roles/nobody&to=roles/paramedic", "to=%", "from=<b>&to="]) {
    await page.goto("about:blank");
    await page.goto(asked(odd));
    assert.equal(await page.innerText("#ways-answer"), "");
  }
  await page.goto("about:blank");
  await page.goto(asked("from=roles/paramedic&to=roles/paramedic"));
  assert.match(await page.innerText("#ways-answer"), /same place twice/);
});

test("a role asks only where one is, and the keyboard is enough", async () => {
  const page = await start(both.file("roles/podiatrist.html"));
  await page.getByRole("link", { name: "How do I get here from where I am?" }).click();
  const from = page.getByLabel("Where are you now?");
  await soon(page, async () => assert.equal(await page.getByLabel("Where do you want to be?").inputValue(), "roles/podiatrist"));
  await from.focus();
  await page.keyboard.press("ArrowDown");
  await soon(page, async () => assert.equal(await page.locator(".ways-found > li").count(), SHOWN));
  assert.ok(await from.evaluate((one) => one === document.activeElement), "the choice keeps the focus");
});

test("it fits a small screen and a sheet of paper, and axe finds nothing", async () => {
  for (const width of [320, 1280]) {
    const page = await start(asked(AT_SCHOOL), bring, { viewport: { width, height: 800 } });
    assert.deepEqual(await findings(page, "ways.html", ALL), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width} px`);
    assert.equal(await page.locator(".ways-found details").count(), width < 640 ? SHOWN - 1 : 0);
    for (const choices of [AT_SCHOOL, "from=roles/podiatry-assistant&to=roles/podiatrist"]) {
      await page.goto("about:blank");
      await page.goto(asked(choices));
      const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
      assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g).length, 1, `${choices} at ${width} px`);
    }
    if (width !== 1280) await end();
  }
});

test("without scripts there are lists to go on from, and nothing dead", async () => {
  const page = await start(both.file("ways.html"), undefined, { javaScriptEnabled: false });
  assert.equal(await page.locator("main :is(select, button):visible").count(), 0);
  assert.ok((await page.locator("#starts a:visible").count()) >= 10);
  assert.ok(await page.getByRole("link", { name: "The map of all pathways" }).isVisible());
});

test("the data are light, and no other page loads them", () => {
  const packed = (path) => gzipSync(read(path), { level: 9 }).length;
  assert.ok(packed("assets/ways-data.js") <= 8 * 1024, `${packed("assets/ways-data.js")} bytes of data`);
  assert.ok(packed(asset("ways-search.js")) + packed(asset("ways.js")) <= 7 * 1024);
  assert.deepEqual(pages.filter((path) => read(path).includes(asset("ways.js"))), ["ways.html"]);
});
