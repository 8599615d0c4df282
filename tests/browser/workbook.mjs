// A workbook as Excel would save it, with one sheet, for tests that take one over.
import { crc32 } from "node:zlib";

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const escaped = (words) => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const cell = (value, at) => {
  const place = `r="${at}"`;
  if (typeof value === "number") return `<c ${place}><v>${value}</v></c>`;
  return value === "" ? "" : `<c ${place} t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
};

const sheet = (rows) => {
  const row = (cells, number) => {
    const all = cells.map((value, at) => cell(value, `${String.fromCharCode(65 + at)}${number + 1}`));
    return `<row r="${number + 1}">${all.join("")}</row>`;
  };
  return `<worksheet xmlns="${MAIN}"><sheetData>${rows.map(row).join("")}</sheetData></worksheet>`;
};

/** An archive of files by name, none of them packed. */
export const archive = (files) => {
  const [pieces, table] = [[], []];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const [title, bytes] = [Buffer.from(name), Buffer.from(text)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(0x5021, 8); // the first of January 2020
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, title, bytes]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    table.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), common, rest, title]));
    pieces.push(local);
    at += local.length;
  }
  const list = Buffer.concat(table);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(table.length, 4);
  end.writeUInt16LE(table.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...pieces, list, Buffer.from("PK\x05\x06"), end]);
};

/** The bytes of a workbook with a sheet of this name; its rows hold words and numbers. */
export const workbook = (name, rows) => {
  const relation = (id, kind, target) => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  const relations = (inside) => `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${inside}</Relationships>`;
  const override = (part, kind) => `<Override PartName="${part}" ContentType="${TYPE}.${kind}+xml"/>`;
  return archive({
    "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override("/xl/workbook.xml", "sheet.main")}${override("/xl/worksheets/sheet1.xml", "worksheet")}</Types>`,
    "_rels/.rels": relations(relation("r1", "officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml": `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations(relation("r1", "worksheet", "worksheets/sheet1.xml")),
    "xl/worksheets/sheet1.xml": HEAD + sheet(rows),
  });
};
