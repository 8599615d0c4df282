// The page stands beside its form while somebody types, keeps its place, and leads nowhere.
import assert from "node:assert/strict";
import { test } from "node:test";
import { looks } from "./desk-page.mjs";
import { devStage } from "./dev-stage.mjs";
import { none } from "./none.mjs";

const ROLE = "content/roles/podiatrist.md";
const FORM = "_trellis/edit/roles/podiatrist";
const LONG = Array.from({ length: 60 }, (_, at) => `## Part ${at}\n\nSome words about it. [Elsewhere](../pages/about.md)`).join("\n\n");

const { browser, read, visit, write } = await devStage((stage) => stage.write(ROLE, `${stage.read(ROLE)}${LONG}\n`));
const first = read(ROLE);

const field = (page, name) => page.getByLabel(name, { exact: true });
const frame = (page) => page.frameLocator(".preview iframe");
const fold = (page) => page.locator(".preview > summary");
const said = (page) => page.locator(".preview [role=status]");
const wide = async (path = FORM, context = browser) => {
  const page = await visit(path, context);
  await page.setViewportSize({ width: 1280, height: 800 });
  return page;
};
const box = (one) => one.evaluate((element) => element.getBoundingClientRect().toJSON());
const shot = async (page, name) => {
  if (!process.env.SHOTS) return;
  await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
};

test("on a wide screen it stands beside the form and follows what is typed, in its place", async () => {
  const page = await wide();
  await frame(page).getByRole("heading", { name: "Podiatrist", level: 1 }).waitFor();
  const [form, preview] = [await box(page.locator("#edit")), await box(page.locator(".preview"))];
  assert.ok(preview.left >= form.right && preview.top < 800, "beside it");
  // Beside what is written it stays, and it does not move while words come.
  await frame(page).getByRole("heading", { name: "Part 40" }).scrollIntoViewIfNeeded();
  const place = () => page.evaluate(() => document.querySelector(".preview iframe").contentWindow.scrollY);
  const before = await place();
  assert.ok(before > 1000, `${before}`);
  await page.locator("#field-title").fill("Foot doctor");
  await frame(page).getByRole("heading", { name: "Foot doctor", level: 1 }).waitFor();
  assert.equal(await place(), before);
  assert.equal(await page.evaluate(() => document.activeElement.id), "field-title");
  assert.equal(read(ROLE), first, "nothing is written");
  await shot(page, "preview-phone");
  await page.close();
});

test("what cannot be shown leaves the page as it was, and that is told", async () => {
  const page = await wide();
  await frame(page).getByRole("heading", { name: "Podiatrist", level: 1 }).waitFor();
  await field(page, "Stage").fill("nowhere");
  await said(page).getByText("It cannot be shown as it is now. This is the page as it was before the last change.").waitFor();
  await frame(page).getByRole("heading", { name: "Podiatrist", level: 1 }).waitFor();
  await shot(page, "preview-cannot");
  await field(page, "Stage").fill("registered");
  await said(page).getByText("Nothing is saved by this.").waitFor();
  await page.close();
});

test("a page that never could be shown leaves no empty box", async () => {
  write("content/pages/draft.md", "---\ntitle: Draft\ndraft: true\nsummary: [\n---\n");
  write("content/roles/half.md", first.replace("stage: registered", "stage: nowhere").replace("title: Podiatrist", "title: Half"));
  const page = await visit("_trellis/edit/roles/half");
  await page.setViewportSize({ width: 1280, height: 800 });
  await said(page).getByText("It cannot be shown as it is now. Mend what was found first.").waitFor();
  assert.equal(await page.locator(".preview iframe").isVisible(), false);
  await page.close();
});

test("nothing in it leads away, by mouse or by keyboard, and its links are no stops on the way", async () => {
  const page = await wide();
  const asked = [];
  page.on("request", (request) => request.isNavigationRequest() && asked.push(request.url()));
  const pages = [];
  page.context().on("page", (one) => pages.push(one));
  const link = frame(page).getByRole("link", { name: "Elsewhere" }).first();
  await link.click();
  await link.click({ modifiers: ["ControlOrMeta"] });
  await link.press("Enter");
  assert.ok(page.url().endsWith(FORM) && !pages.length, "no other page");
  assert.deepEqual(asked, []);
  await frame(page).getByRole("heading", { name: "Podiatrist", level: 1 }).waitFor();
  // From the fold by its widths to the form. In the page it stops only at what can be unfolded.
  await fold(page).focus();
  const stops = [];
  while (!stops.includes("the form") && stops.length < 20) {
    await page.keyboard.press("Tab");
    stops.push(
      await page.evaluate(() => {
        const at = document.activeElement;
        if (at.closest("#edit")) return "the form";
        return at.tagName === "IFRAME" ? `in it: ${at.contentDocument.activeElement.tagName}` : at.tagName;
      }),
    );
  }
  assert.ok(stops.includes("the form"), stops.join());
  assert.deepEqual(stops.filter((one) => /: (A|BUTTON|INPUT|SELECT|TEXTAREA)$/.test(one)), [], stops.join());
  await page.close();
});

test("it is as wide as a phone or as a computer, which is remembered, and can be folded away", async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  let page = await wide(FORM, context);
  const width = () => page.evaluate(() => document.querySelector(".preview iframe").contentWindow.innerWidth);
  await frame(page).getByRole("heading", { name: "Podiatrist", level: 1 }).waitFor();
  assert.equal(await width(), 375);
  await page.getByRole("radio", { name: "a computer" }).check();
  assert.equal(await width(), 1280);
  await shot(page, "preview-computer");
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(await overflow(), 1280);
  await page.close();
  page = await wide(FORM, context);
  await frame(page).getByRole("heading", { name: "Podiatrist", level: 1 }).waitFor();
  assert.equal(await width(), 1280);
  await fold(page).click();
  const form = await box(page.locator("#edit"));
  assert.ok(form.width > 700, `${form.width}`);
  await page.reload();
  assert.equal(await page.locator(".preview").getAttribute("open"), null);
  await context.close();
});

test("on a phone it is folded, and nobody asks for it before it is unfolded", async () => {
  const context = await browser.newContext({ viewport: { width: 375, height: 800 } });
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => request.url().includes("/preview/") && asked.push(request.url()));
  await page.goto(`${(await visit(FORM)).url()}`);
  await page.locator("#field-title").fill("Foot doctor");
  await page.getByText("Nothing to mend here").first().waitFor();
  assert.deepEqual(asked, []);
  await fold(page).focus();
  await page.keyboard.press("Enter");
  await frame(page).getByRole("heading", { name: "Foot doctor", level: 1 }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 375);
  await shot(page, "preview-375");
  await context.close();
});

test("a row is shown at its place on the page where it stands", async () => {
  const page = await wide("_trellis/edit/partners/east-clinic");
  await page.locator("#field-title").fill("West Clinic");
  await frame(page).getByText("West Clinic").first().waitFor();
  await page.close();
});

test("without scripts the form is as it was", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await wide(FORM, context);
  assert.equal(await page.locator("iframe, .preview").count(), 0);
  assert.ok((await box(page.locator("#edit"))).width > 700);
  await context.close();
});

test("axe finds nothing with the page beside the form, unfolded when narrow, wide and by night", async () => {
  const problems = [];
  for (const [name, value] of [["Hours", "Days"], ["Stage", "nowhere"]]) {
    const page = await wide();
    await frame(page).getByRole("heading", { name: "Podiatrist", level: 1 }).waitFor();
    await page.evaluate(() => localStorage.setItem("trellis:preview:narrow", "open"));
    await field(page, name).fill(value);
    await page.locator(".checked").first().getByText(/mend/).waitFor();
    problems.push(...(await looks(page, FORM)));
    await page.close({ runBeforeUnload: false });
  }
  none(problems);
});
