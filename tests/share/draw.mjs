// Draws the pictures that other websites show beside a link, and the icons, from the drawings of the theme and of the
// content. Run it after a drawing has changed, look at what it made, and commit that:
//   node tests/share/draw.mjs
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "../browser/browser.mjs";
import { ico, png } from "./png.mjs";

const root = join(new URL(".", import.meta.url).pathname, "../..");
const STATIC = join(root, "themes/default/static");
const PROFESSIONS = join(root, "content/images/professions");
const [DEEP, LATTICE, VINE, SUN, CREAM, CORAL, INK] = ["#114136", "#2f6757", "#bfe3a4", "#ffd25e", "#fff8ee", "#ff9f78", "#6b4330"];

// One drawing for each folder of pages, on a square of 96.
const line = (d, colour = DEEP, width = 6) => `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
const shape = (d, colour = DEEP) => `<path d="${d}" fill="${colour}"/>`;
const dot = (x, y, r, colour = DEEP) => `<circle cx="${x}" cy="${y}" r="${r}" fill="${colour}"/>`;
const box = (x, y, w, h, colour = DEEP, r = 4) => `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" fill="${colour}"/>`;
const KINDS = {
  roles: dot(48, 32, 14, INK) + shape("M18 84c0-20 12-32 30-32s30 12 30 32z") + line("M40 56l8 10 8-10", VINE, 4),
  routes: box(30, 16, 38, 66, CORAL) + box(36, 22, 26, 60, CREAM, 2) + dot(56, 52, 3) + line("M10 82h76") + line("M8 52h20M20 44l8 8-8 8", "#4d8c3a"),
  "starting-points": line("M48 86V20", INK) + shape("M30 20h36l12 9-12 9H30z", CORAL) + shape("M66 44H30l-12 9 12 9h36z", "#4d8c3a"),
  professions: box(16, 16, 28, 28, CORAL) + box(52, 16, 28, 28, "#4d8c3a") + box(16, 52, 28, 28, SUN) + box(52, 52, 28, 28),
  pathways: line("M14 80h18V60h18V40h18V20h16", DEEP, 7) + dot(14, 80, 7, CORAL) + dot(50, 60, 7, SUN) + dot(84, 20, 7, "#4d8c3a"),
  programmes: shape("M48 80C20 60 14 46 20 32c6-12 22-12 28 2 6-14 22-14 28-2 6 14 0 28-28 48z", CORAL) + line("M34 46h10l4-9 7 18 4-9h6", CREAM, 4),
  interventions: box(24, 64, 48, 20, INK) + line("M48 64V34", "#4d8c3a") + shape("M48 40c0-16 10-24 26-24 0 16-10 24-26 24zM48 54c-13 0-22-7-22-20 13 0 22 7 22 20z", "#4d8c3a"),
  "case-studies": shape("M14 18h68a6 6 0 0 1 6 6v36a6 6 0 0 1-6 6H46L28 82V66H14a6 6 0 0 1-6-6V24a6 6 0 0 1 6-6z", CORAL) + line("M22 34h52M22 48h36", CREAM, 5),
  partners: box(14, 34, 30, 50, CORAL, 2) + box(50, 16, 32, 68, DEEP, 2) + line("M22 46h14M22 58h14M22 70h14M59 30h14M59 44h14M59 58h14", CREAM, 4) + line("M8 84h80"),
  framework: box(14, 66, 68, 14, DEEP) + box(22, 48, 52, 14, "#4d8c3a") + box(30, 30, 36, 14, CORAL) + box(38, 12, 20, 14, SUN),
  guides: shape("M48 26c-10-8-22-8-34-6v52c12-2 24-2 34 6 10-8 22-8 34-6V20c-12-2-24-2-34 6z", DEEP) + shape("M45 30c-8-5-17-6-26-5v41c9-1 18 0 26 5zM51 30c8-5 17-6 26-5v41c-9-1-18 0-26 5z", CREAM) + line("M26 38h12M26 48h12M58 38h12M58 48h12", CORAL, 4),
  assessments: box(20, 12, 56, 74, DEEP) + box(26, 20, 44, 60, CREAM, 2) + line("M34 36l5 5 8-10M34 58l5 5 8-10", "#4d8c3a", 5) + line("M54 38h10M54 60h10", CORAL, 5),
  site: line("M48 86V44", "#4d8c3a", 8) + shape("M48 48c0-21 12-30 34-30 0 21-12 30-34 30zM48 66c-18 0-30-9-30-27 18 0 30 9 30 27z", SUN) + line("M20 86h56", INK),
};

const lattice = () => {
  let lines = "";
  for (let x = 30; x < 1200; x += 95) lines += `M${x} 0v630`;
  for (let y = 30; y < 630; y += 95) lines += `M0 ${y}h1200`;
  return `<path d="${lines}" stroke="${LATTICE}" stroke-width="4" fill="none"/>`;
};
const plant = `<g transform="translate(650 45) scale(17)"><path d="M16 36V15" fill="none" stroke="${VINE}" stroke-width="3" stroke-linecap="round"/><path d="M16 16c0-7 4-10 11-10 0 7-4 10-11 10zM16 22c-6 0-10-3-10-9 6 0 10 3 10 9z" fill="${SUN}"/></g>`;
/** A picture of 1200 x 630 with a drawing on a square of 96 in it. */
const share = (drawing) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630" width="1200" height="630"><rect width="1200" height="630" fill="${DEEP}"/>${lattice()}${plant}
<clipPath id="c"><rect width="96" height="96" rx="14"/></clipPath><g transform="translate(95 75) scale(5)" clip-path="url(#c)"><rect width="96" height="96" fill="${CREAM}"/>${drawing}<rect x="1.5" y="1.5" width="93" height="93" rx="12.5" fill="none" stroke="${CREAM}" stroke-width="3"/></g></svg>`;
/** The mark of the theme to its edges, for devices that cut icons into a form of their own. */
const icon = (mark) => mark.replace(/ rx="8"/, "");

const inner = (svg) => svg.replace(/^[^]*?<svg[^>]*>|<\/svg>\s*$/g, "");
const browser = await launch();
const page = await browser.newPage();
const draw = async (svg, width, height = width) => {
  const dots = await page.evaluate(
    async ([svg, width, height]) => {
      const picture = new Image(width, height);
      picture.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
      await picture.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
      canvas.drawImage(picture, 0, 0, width, height);
      const bytes = canvas.getImageData(0, 0, width, height).data;
      let text = "";
      for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
      return btoa(text);
    },
    [svg, width, height],
  );
  const bytes = Buffer.from(dots, "base64");
  return png(width, height, new Uint8Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)));
};
const write = (path, bytes) => {
  writeFileSync(path, bytes);
  console.log(`${path.slice(root.length)}: ${bytes.length} bytes`);
};

for (const [name, drawing] of Object.entries(KINDS)) write(join(STATIC, `share-${name}.png`), await draw(share(drawing), 1200, 630));
for (const file of readdirSync(PROFESSIONS).filter((file) => file.endsWith(".svg"))) {
  const drawing = inner(readFileSync(join(PROFESSIONS, file), "utf8"));
  write(join(PROFESSIONS, file.replace(".svg", "-share.png")), await draw(share(drawing), 1200, 630));
}
const mark = readFileSync(join(STATIC, "favicon.svg"), "utf8");
for (const size of [180, 192, 512]) write(join(STATIC, `icon-${size}.png`), await draw(icon(mark), size));
write(join(STATIC, "favicon.ico"), ico([[16, await draw(mark, 16)], [32, await draw(mark, 32)]]));
await browser.close();
