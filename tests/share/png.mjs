// PNG files of flat drawings: at most 256 colours, packed as well as zlib can.
import { crc32, deflateSync } from "node:zlib";

const chunk = (name, data) => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, sum]);
};

/** The number of the nearest colour of a list, each `[red, green, blue, alpha]`. */
const nearest = (colours, colour) => {
  let [best, least] = [0, Infinity];
  colours.forEach((one, at) => {
    const far = one.reduce((sum, part, i) => sum + (part - colour[i]) ** 2, 0);
    if (far < least) [best, least] = [at, far];
  });
  return best;
};

/** A PNG of dots in the order red, green, blue, alpha. */
export const png = (width, height, dots) => {
  const all = new Uint32Array(dots.buffer, dots.byteOffset, width * height);
  const counts = new Map();
  for (const dot of all) counts.set(dot, (counts.get(dot) ?? 0) + 1);
  const parts = (dot) => [dot & 255, (dot >> 8) & 255, (dot >> 16) & 255, dot >>> 24];
  const kept = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 256).map(([dot]) => dot);
  const colours = kept.map(parts);
  const numbers = new Map(kept.map((dot, at) => [dot, at]));
  const lines = Buffer.alloc((width + 1) * height);
  all.forEach((dot, at) => {
    if (!numbers.has(dot)) numbers.set(dot, nearest(colours, parts(dot)));
    lines[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = numbers.get(dot);
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("PLTE", Buffer.from(colours.flatMap((colour) => colour.slice(0, 3)))),
    chunk("tRNS", Buffer.from(colours.map((colour) => colour[3]))),
    chunk("IDAT", deflateSync(lines, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
};

/** An ICO file that holds PNG pictures, each `[size, bytes]`. */
export const ico = (pictures) => {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let from = head.length;
  pictures.forEach(([size, bytes], at) => {
    const entry = 6 + 16 * at;
    head.set([size, size, 0, 0, 1, 0, 32, 0], entry);
    head.writeUInt32LE(bytes.length, entry + 8);
    head.writeUInt32LE(from, entry + 12);
    from += bytes.length;
  });
  return Buffer.concat([head, ...pictures.map(([, bytes]) => bytes)]);
};
