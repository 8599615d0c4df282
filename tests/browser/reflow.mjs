// Nothing makes anybody scroll sideways: on small screens, with spaced text, with large text.

// WCAG 1.4.12.
const SPACED =
  "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }";
// Text alone at twice its size, as with a browser's text size setting.
const LARGE = "html { font-size: 200% !important }";
const WAYS = [
  { name: "320 px", width: 320, style: "" },
  { name: "256 px", width: 256, style: "" },
  { name: "320 px, spaced text", width: 320, style: SPACED },
  { name: "320 px, text at 200%", width: 320, style: LARGE },
  { name: "1280 px, text at 200%", width: 1280, style: LARGE },
];

/** Screens on which there is more room, and more that is wide. */
export const WIDER = [768, 1024, 1280].map((width) => ({ name: `${width} px`, width, style: "" }));

// How far the page is too wide, and the first elements that stick out.
const tooWide = (page, style) =>
  page.evaluate((style) => {
    const sheet = document.head.appendChild(document.createElement("style"));
    sheet.textContent = style;
    const width = document.documentElement.clientWidth;
    const over = document.documentElement.scrollWidth - width;
    const out = over > 0 ? [...document.querySelectorAll("main *")].filter((one) => one.getBoundingClientRect().right > width + 1) : [];
    sheet.remove();
    return over > 0 && `${over} px too wide: ${out.slice(0, 2).map((one) => one.outerHTML.slice(0, 100)).join(" | ")}`;
  }, style);

/** Ways of looking at the open page in which it is too wide, one line each. */
export const sideways = async (page, name, also = []) => {
  const problems = [];
  for (const { name: way, width, style } of [...WAYS, ...also]) {
    await page.setViewportSize({ width, height: 700 });
    const wide = await tooWide(page, style);
    if (wide) problems.push(`${name}: ${way}: ${wide}`);
  }
  return problems;
};
