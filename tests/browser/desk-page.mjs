// What is wrong with a page of the desk: narrow and wide, by day and by night, and in what the server sent.
import { HtmlValidate } from "html-validate";
import { ALL, COLOURS, findings } from "./axe.mjs";

const checker = new HtmlValidate({ root: true, extends: ["html-validate:standard", "html-validate:a11y"] });

// In the page beside a form no script runs, axe's neither. Every page of a site is looked at where it is published.
const IN_FRAME = /undecided frame-tested: iframe: /;

/** What axe finds at both widths, whether the page scrolls sideways there, and colours by night; one line each. It leaves the page wide, by day. */
export const looks = async (page, name) => {
  const problems = [];
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    problems.push(...(await findings(page, name, ALL)).filter((one) => !IN_FRAME.test(one)).map((one) => `${width} px: ${one}`));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) problems.push(`${name}: ${wide} wide at ${width}`);
  }
  await page.emulateMedia({ colorScheme: "dark" });
  problems.push(...(await findings(page, name, COLOURS)).map((one) => `dark: ${one}`));
  await page.emulateMedia({ colorScheme: "light" });
  return problems;
};

/** What html-validate finds in the page that is open, as the server sends it. */
export const invalid = async (page, name) => {
  const report = await checker.validateString(await (await page.request.get(page.url())).text(), name);
  return report.results.flatMap(({ messages }) => messages.map((one) => `${name}:${one.line}:${one.column}: ${one.ruleId}: ${one.message}`));
};
