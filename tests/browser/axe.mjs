// axe-core, and what it could not decide but a person has judged.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const explained = JSON.parse(readFileSync(new URL("explained.json", import.meta.url), "utf8"));
const used = new Set();

/** Every rule of WCAG 2.2 A and AA, axe's best practice, and a few that are off unless asked for. */
export const ALL = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  rules: {
    "p-as-heading": { enabled: true },
    "table-fake-caption": { enabled: true },
    "td-has-header": { enabled: true },
    "identical-links-same-purpose": { enabled: true },
  },
};

/** Only what may differ from one set of colours to another. */
export const COLOURS = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } };

/** Only what follows from where things are, and not from what they are or how they look. */
export const PLACED = { runOnly: { type: "rule", values: ["target-size", "scrollable-region-focusable"] } };

/** Gives every page of a context axe while it loads, also one that refuses it later. */
export const bring = (context) => context.addInitScript({ content: source });

/**
 * All that axe judges by, places aside: which elements are seen, in which colours, and whether their letters are
 * large. If this is the same at another width, only the rules of `PLACED` can find something else.
 */
export const appearance = (page) =>
  page.evaluate(() => {
    const one = (element) => {
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const isSeen = element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && box.width > 1 && box.height > 1;
      const size = parseFloat(style.fontSize);
      const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      const { color, backgroundColor, backgroundImage, opacity, position, textDecorationLine } = style;
      return [isSeen, isLarge, color, backgroundColor, backgroundImage, opacity, position, textDecorationLine].join();
    };
    return [...document.body.querySelectorAll("*")].map(one).join("\n");
  });

/**
 * Marks the words of a page that look as no words before did, and gives how many they are. What a word looks like is its
 * own style and the backgrounds that it stands on. `seen` is what was seen before, and what is new goes into it.
 */
export const markFresh = async (page, seen) => {
  const looks = await page.evaluate(() => {
    for (const one of document.querySelectorAll("[data-fresh]")) one.removeAttribute("data-fresh");
    const ground = (element) => {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
      return `${element.localName}.${element.className} ${backgroundColor} ${backgroundImage} ${opacity}`;
    };
    const grounds = new Map();
    const below = (element) => {
      if (!element) return "";
      if (!grounds.has(element)) grounds.set(element, `${below(element.parentElement)} > ${ground(element)}`);
      return grounds.get(element);
    };
    const hasWords = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    window.withWords = [...document.body.querySelectorAll("*")].filter((one) => hasWords(one) && one.checkVisibility());
    return window.withWords.map((one) => {
      const { color, fontSize, fontWeight, textDecorationLine, textShadow } = getComputedStyle(one);
      return `${below(one)}: ${color} ${fontSize} ${fontWeight} ${textDecorationLine} ${textShadow}`;
    });
  });
  const fresh = [...looks.keys()].filter((at) => !seen.has(looks[at]) && seen.add(looks[at]));
  await page.evaluate((fresh) => fresh.forEach((at) => window.withWords[at].setAttribute("data-fresh", "")), fresh);
  return fresh.length;
};

/**
 * What axe finds on an open page, one line each: violations, and what nobody has judged. `within` is a selector, if not all
 * of the page is to be looked at.
 */
export const findings = async (page, name, options, within = "html") => {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  const found = await page.evaluate(
    ({ within, ...options }) =>
      window.axe.run(document.querySelectorAll(within), options).then(({ violations, incomplete }) => {
        const rows = (kind, rules) =>
          rules.flatMap((rule) =>
            rule.nodes.map((node) => ({
              kind,
              rule: rule.id,
              target: node.target.join(" "),
              html: node.html.replace(/ data-fresh=""/g, "").slice(0, 160),
              why: [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; "),
            })),
          );
        return [...rows("violation", violations), ...rows("undecided", incomplete)];
      }),
    { ...options, within, resultTypes: ["violations", "incomplete"] },
  );
  return found
    .filter((one) => one.kind === "violation" || !judged(one, name))
    .map((one) => `${name}: ${one.kind} ${one.rule}: ${one.target}: ${one.html}: ${one.why}`);
};

/** Whether a person has judged something on a page. */
export const isExplained = (name) => explained.some((one) => new RegExp(one.pages).test(name));

/** Explanations that explain nothing any more. */
export const unused = () => explained.filter((one) => !used.has(one)).map((one) => `${one.rule} on ${one.pages}`);

const judged = (finding, name) => {
  const because = explained.find(
    (one) => one.rule === finding.rule && new RegExp(one.pages).test(name) && (!one.html || finding.html.includes(one.html)),
  );
  if (because) used.add(because);
  return because !== undefined;
};
