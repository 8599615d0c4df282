// The text of a page as people write it: what they paste from elsewhere becomes Markdown, and a bar helps with the signs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { devStage } from "./dev-stage.mjs";

const FORM = "_trellis/edit/roles/podiatrist";
const { browser, read, visit, write } = await devStage();

const field = (page) => page.getByLabel("Text", { exact: true });
const paste = (page, html, words = "x") =>
  field(page).evaluate(
    (text, [html, words]) => {
      const data = new DataTransfer();
      data.setData("text/html", html);
      data.setData("text/plain", words);
      text.focus();
      text.select();
      return text.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    },
    [html, words],
  );

// What is pasted, and what becomes of it.
const SAMPLES = [
  [
    "a web page",
    `<html><head><style>p{}</style></head><body><h1>A day</h1><p>You <b>help</b> people, and <em>listen</em>. See the <a href="https://www.nhs.uk/">NHS</a>.</p><h3>Early</h3><ul><li>Set up<ul><li>the room</li></ul></li><li>Greet people</li></ul><ol><li>One</li><li>Two</li></ol></body></html>`,
    "## A day\n\nYou **help** people, and *listen*. See the [NHS](https://www.nhs.uk/).\n\n### Early\n\n- Set up\n  - the room\n- Greet people\n\n1. One\n2. Two",
  ],
  [
    "Word",
    `<p class=MsoTitle>Our team</p><p class=MsoNormal>Come and see us.<o:p></o:p></p><p class=MsoListParagraphCxSpFirst style='text-indent:-18pt;mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span>A pen</p><p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp; </span></span>A blue one</p><p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>First</p>`,
    "## Our team\n\nCome and see us.\n\n- A pen\n  - A blue one\n1. First",
  ],
  [
    "Google Docs",
    `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span style="font-weight:400">Who we are</span></h2><p dir="ltr"><span style="font-weight:700">Bold</span><span style="font-weight:400"> and </span><span style="font-style:italic">slanted</span></p><br><ul><li dir="ltr"><p><span>One</span></p></li><ul><li dir="ltr"><p>Inner</p></li></ul></ul></b>`,
    "## Who we are\n\n**Bold** and *slanted*\n\n- One\n  - Inner",
  ],
  [
    "a table",
    `<table><tr><th>Band</th><th>Pay</th></tr><tr><td>2</td><td>about|so</td></tr><tr><td colspan=2></td></tr></table>`,
    "| Band | Pay |\n|---|---|\n| 2 | about\\|so |",
  ],
  ["signs that are meant as they are", "<p># one</p><p>1. two</p><p>a*b* and _c_ and `d` and [e](f)</p><p>&lt;b&gt; 3 * 4</p>", "\\# one\n\n1\\. two\n\na\\*b* and \\_c_ and \\`d\\` and \\[e](f)\n\n\\<b> 3 * 4"],
  ["lines and quotations", "<blockquote><p>It is <br>good.</p></blockquote><div>End<div>of it</div></div><pre>a\n  b\n</pre>", "> It is\\\n> good.\n\nEnd\n\nof it\n\n```\na\n  b\n```"],
];

for (const [what, html, expected] of SAMPLES) {
  test(`pasted: ${what}`, async () => {
    const page = await visit(FORM);
    assert.equal(await paste(page, html), false, "the browser does not paste as well");
    assert.equal(await field(page).inputValue(), expected);
    await page.close({ runBeforeUnload: false });
  });
}

test("what is pasted runs nothing, loads nothing, and leads to websites alone", async () => {
  const page = await visit(FORM);
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.evaluate(() => (window.ran = false));
  await paste(page, `<p>One<script>ran = true</script><img src="https://tracker.example/x.png" onerror="ran = true"><svg onload="ran=true"></svg> <a href="javascript:ran=true">two</a> <a href="#_ftn1">three</a></p><iframe src="https://x.example/"></iframe>`);
  assert.equal(await field(page).inputValue(), "One two three");
  const told = await page.locator("#told").innerText();
  assert.match(told, /Left out: 2 pictures, 1 link that leads to no website, 1 film or frame\./);
  assert.equal(await page.evaluate(() => window.ran), false);
  assert.deepEqual(asked.filter((url) => url.includes("example")), []);
  await page.close();
});

test("words without any form are pasted as the browser does it, and what was pasted can be taken back", async () => {
  const page = await visit(FORM);
  assert.equal(await paste(page, "<p>Only words</p>", "Only words"), true);
  await field(page).fill("Before");
  await paste(page, "<h2>After</h2>");
  assert.equal(await field(page).inputValue(), "## After");
  await page.keyboard.press("Control+z");
  assert.equal(await field(page).inputValue(), "Before");
  await page.close();
});

test("the bar writes the signs, and links to a page by a part of its name", async () => {
  write("content/roles/podiatrist.md", read("content/roles/podiatrist.md"));
  const page = await visit(FORM);
  const press = (name) => page.getByRole("group", { name: "Write into the text" }).getByRole("button", { name, exact: true }).click();
  await field(page).fill("A day\n\none\ntwo");
  await field(page).evaluate((text) => text.setSelectionRange(0, 3));
  await press("Heading");
  await field(page).evaluate((text) => text.setSelectionRange(text.value.indexOf("one"), text.value.length));
  await press("Numbered list");
  await field(page).evaluate((text) => text.setSelectionRange(text.value.length, text.value.length));
  await page.keyboard.type("\n\nSee ");
  await page.getByLabel("Link to a page of the site").fill("About this");
  await page.waitForFunction(() => document.querySelectorAll("#link-names option").length > 5);
  await page.keyboard.press("Enter");
  assert.equal(await field(page).inputValue(), "## A day\n\n1. one\n2. two\n\nSee [About this site](../pages/about.md)");
  await page.keyboard.type(".");
  await page.getByRole("button", { name: "Save", exact: true }).last().click();
  await page.getByRole("heading", { name: "Saved", exact: true }).waitFor();
  await page.getByRole("link", { name: "See the page" }).click();
  await page.getByRole("main").getByRole("link", { name: "About this site" }).click();
  assert.ok(page.url().endsWith("/about.html"));
  await page.close();
});

test("without scripts the text is a plain field", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await visit(FORM, context);
  assert.equal(await page.getByRole("group", { name: "Write into the text" }).count(), 0);
  await context.close();
});
