// Page tools: reading aloud by voices of the device, sharing, and text that is easier to read.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./stage.mjs";

const { browser, site } = await stage();

const PAGE = "roles/podiatrist.html";

/** The page with voices: a voice says each word at once, and what it was told is kept in `window.said`. */
const withVoices = async (voices) => {
  const context = await browser.newContext({ viewport: { width: 375, height: 812 } });
  const page = await context.newPage();
  await page.addInitScript((voices) => {
    window.said = [];
    const speech = {
      getVoices: () => voices,
      addEventListener() {},
      cancel() {},
      speak(one) {
        window.said.push(one);
        const word = /\S+/.exec(one.text);
        one.onboundary({ charIndex: word.index, charLength: word[0].length });
      },
    };
    Object.defineProperty(window, "speechSynthesis", { value: speech });
    window.SpeechSynthesisUtterance = function (text) {
      this.text = text;
    };
  }, voices);
  await page.goto(site.at(PAGE));
  await page.click("[data-open]");
  return page;
};

test("reading aloud is offered only where the device has a voice of its own", async () => {
  for (const [voices, isOffered] of [
    [[], false],
    [[{ lang: "en-GB", localService: false, name: "far" }], false],
    [[{ lang: "fr-FR", localService: true, name: "other" }], false],
    [[{ lang: "en-US", localService: true, name: "near" }], true],
  ]) {
    const page = await withVoices(voices);
    assert.equal(await page.locator("[data-read]").isVisible(), isOffered, JSON.stringify(voices));
    await page.context().close();
  }
});

test("a page is read piece by piece, with the word marked, and stops when asked", async () => {
  const page = await withVoices([
    { lang: "en-US", localService: true, name: "other" },
    { lang: "en-GB", localService: true, name: "own" },
  ]);
  await page.click("[data-read]");
  const said = () => page.evaluate(() => window.said.map((one) => one.text.trim()));
  const marked = () => page.evaluate(() => [...(CSS.highlights.get("reading") ?? [])].map((range) => range.toString()).join());
  assert.deepEqual(await said(), ["Podiatrist"]);
  assert.equal(await page.evaluate(() => window.said[0].voice.name), "own");
  assert.equal(await marked(), "Podiatrist");
  await page.evaluate(() => window.said.at(-1).onend());
  assert.match((await said())[1], /^Podiatrists keep people on their feet/);
  assert.equal(await marked(), "Podiatrists");
  await page.click("[data-read]");
  await page.evaluate(() => window.said.at(-1).onend());
  assert.equal((await said()).length, 2, "nothing more is read");
  assert.equal(await marked(), "");
  await page.context().close();
});

test("what is folded away is not read", async () => {
  const page = await withVoices([{ lang: "en-GB", localService: true, name: "own" }]);
  await page.click("[data-read]");
  for (let read = 0; read < 12; read++) await page.evaluate(() => window.said.at(-1).onend());
  const folded = await page.evaluate(() => {
    const hidden = document.querySelector("details:not([open]) dd, details:not([open]) li").textContent.trim();
    return window.said.some((one) => one.text.trim() === hidden);
  });
  assert.equal(folded, false);
  await page.context().close();
});

test("a choice of text is kept only if that is asked for, and is there on the next page", async () => {
  const context = await browser.newContext({ viewport: { width: 375, height: 812 } });
  const page = await context.newPage();
  await page.goto(site.at(PAGE));
  await page.click("[data-open]");
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector(".lede")).fontSize));
  const kept = () => page.evaluate(() => localStorage.length);
  const usual = await size();
  await page.check("#tools_largest");
  await page.check("#tools_space");
  assert.ok((await size()) > usual * 1.25);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scroll");
  assert.equal(await kept(), 0);
  await page.check("#tools_keep");
  assert.equal(await kept(), 1);
  await page.goto(site.at("routes/da-podiatrist.html"));
  assert.ok((await size()) > usual * 1.25);
  await page.click("[data-open]");
  assert.ok(await page.isChecked("#tools_largest"));
  await page.uncheck("#tools_keep");
  assert.equal(await kept(), 0);
  await page.reload();
  assert.equal(await size(), usual);
  await context.close();
});

test("the link is copied or shared whole, and Escape closes the tools", async () => {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  await page.addInitScript(() => {
    navigator.share = async (what) => void (window.shared = what);
    navigator.clipboard.writeText = async (text) => void (window.copied = text);
  });
  await page.goto(site.at(`${PAGE}#ways-in`));
  await page.click("[data-open]");
  await page.click("[data-copy]");
  await page.waitForFunction(() => document.querySelector(".page-tools [data-status]").textContent);
  assert.match(await page.evaluate(() => window.copied), /^http.*podiatrist\.html#ways-in$/);
  await page.click("[data-share]");
  const shared = await page.evaluate(() => window.shared);
  assert.match(shared.url, /podiatrist\.html#ways-in$/);
  assert.match(shared.title, /Podiatrist/);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("[data-panel]").isVisible(), false);
  await context.close();
});
