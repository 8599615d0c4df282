// Search finds what students mean: with a server, and from a folder.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileAddress } from "./site.mjs";
import { stage } from "./stage.mjs";

const { browser, site } = await stage();

const look = async (page, words) => {
  await page.fill("#search-q", words);
  await page.press("#search-q", "Enter");
  await page.waitForFunction((words) => new URLSearchParams(location.search || location.hash.slice(1)).get("q") === words, words);
  await page.waitForFunction(() => document.querySelector("#search-status").textContent.trim() !== "");
};
const found = (page) => page.locator("#search-results a").allInnerTexts();

for (const [way, address] of [["with a server", () => site.at("search.html")], ["from a folder", () => fileAddress("search.html")]]) {
  test(`words, other words and slips of the finger are understood ${way}`, async () => {
    const page = await browser.newPage();
    await page.goto(address());
    for (const [words, title] of [["podiatrist", "Podiatrist"], ["speech therapist", "Speech and language therapist"], ["fizioterapist", "Physiotherapist"]]) {
      await look(page, words);
      const first = (await found(page)).slice(0, 5);
      assert.ok(first.includes(title), `${words} finds ${first.join(", ")}`);
      assert.match(await page.innerText("#search-status"), /\d/);
    }
    // One result is one thing of its kind.
    const kinds = await page.locator(".search-kind").allInnerTexts();
    assert.ok(kinds.includes("Role") && !kinds.includes("Roles"), kinds.join(", "));
    await page.close();
  });

  test(`nothing found is said, with what to do ${way}`, async () => {
    const page = await browser.newPage();
    await page.goto(address());
    await look(page, "zzzzqqqq");
    assert.deepEqual(await found(page), []);
    assert.ok((await page.innerText("#search-results")).length > 20);
    await page.close();
  });

  test(`the address keeps a search, and the back button brings it back ${way}`, async () => {
    const page = await browser.newPage();
    await page.goto(address());
    await look(page, "podiatrist");
    await look(page, "paramedic");
    await page.goBack();
    await page.waitForFunction(() => document.querySelector("#search-q").value === "podiatrist");
    assert.ok((await found(page)).includes("Podiatrist"));
    await page.reload();
    await page.locator("#search-results a").first().waitFor();
    assert.equal(await page.inputValue("#search-q"), "podiatrist");
    await page.close();
  });
}

for (const [way, home] of [["over http", () => site.at("index.html")], ["from a folder", () => fileAddress("index.html")]]) {
  test(`the home page hands its words to the search page ${way}`, async () => {
    const page = await browser.newPage();
    await page.goto(home());
    await page.fill("#home-q", "podiatrist");
    await page.press("#home-q", "Enter");
    await page.waitForFunction(() => document.querySelector("#search-status")?.textContent.trim());
    assert.equal(await page.inputValue("#search-q"), "podiatrist");
    assert.ok((await found(page)).includes("Podiatrist"));
    await page.close();
  });
}

test("a question leads to the part of the role that answers it, and a job of other sites to its official page", async () => {
  const page = await browser.newPage();
  await page.goto(site.at("search.html"));
  await look(page, "How long does it take to become a paramedic?");
  const first = page.locator("#search-results a").first();
  assert.match(await first.innerText(), /Paramedic/);
  await first.click();
  assert.match(page.url(), /roles\/paramedic\.html#ways-in$/);
  assert.equal(await page.locator("#ways-in").count(), 1);
  await page.goto(site.at("search.html"));
  await look(page, "dentist");
  assert.match(await page.locator("#search-results a").first().getAttribute("href"), /^https:\/\/www\.healthcareers\.nhs\.uk\//);
  assert.ok((await found(page)).length <= 5);
  await page.close();
});

test("every part that a question may lead to is on the page of a role", async () => {
  const page = await browser.newPage();
  await page.goto(site.at("roles/podiatrist.html"));
  await page.addScriptTag({ url: site.at("assets/search-data.js") });
  const missing = await page.evaluate(() => {
    const parts = trellisSearchData.asks.split("\n").map((line) => line.split("\t")[0]);
    return parts.filter((part) => part !== "near" && !document.getElementById(part));
  });
  assert.deepEqual(missing, []);
  await page.close();
});

test("results are not announced while somebody is still typing", async () => {
  const page = await browser.newPage();
  await page.clock.install();
  await page.goto(site.at("search.html"));
  const field = page.locator("#search-q"), said = () => page.innerText("#search-status");
  await field.focus();
  await page.waitForFunction(() => window.trellisSearchData);
  await field.pressSequentially("podi");
  await page.clock.runFor(1200);
  assert.ok((await found(page)).length > 0, "results are shown");
  assert.equal(await said(), "");
  await field.pressSequentially("atrist");
  await page.clock.runFor(1200);
  assert.equal(await said(), "");
  await page.clock.runFor(1500);
  assert.match(await said(), /podiatrist/);
  await page.close();
});

test("words of an address are words, never code", async () => {
  const page = await browser.newPage();
  await page.goto(`${site.at("search.html")}?q=${encodeURIComponent("<img src=x onerror=document.title='bad'>podiatrist")}`);
  await page.waitForFunction(() => document.querySelector("#search-status").textContent.trim() !== "");
  assert.equal(await page.locator("#search-results img").count(), 0);
  assert.notEqual(await page.title(), "bad");
  await page.close();
});
