// Searches a built site as a student would, and says how well that goes.
//   node tests/search/run.mjs <folder of the built site>
// Fails if stems differ from Rust's, if results are worse than they were, or if the index is too heavy.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";

const LEAST_MRR = 0.85;
const MOST_INDEX = 60 * 1024;
const MOST_SCRIPT = 4 * 1024;

const here = new URL(".", import.meta.url).pathname;
const site = process.argv[2];
if (!site) {
  console.error("error: say where the built site is: node tests/search/run.mjs <folder>");
  process.exit(2);
}
const problems = [];
const check = (good, problem) => good || problems.push(problem);

const scope = createContext({});
const load = (name) => {
  const text = readFileSync(join(site, "assets", name), "utf8");
  runInContext(text, scope, { filename: name });
  return gzipSync(text, { level: 9 }).length;
};
const script = load("search.js");
const index = load("search-data.js");
const search = scope.trellisSearch;

const start = performance.now();
search.load(scope.trellisSearchData);
const loaded = performance.now() - start;

const stems = Object.entries(JSON.parse(readFileSync(join(here, "stems.json"), "utf8")));
const wrong = stems.filter(([word, stem]) => search.words(word).map(search.stem).join(" ") !== stem);
check(wrong.length === 0, `${wrong.length} stems differ, such as ${wrong.slice(0, 5).map(([word]) => word).join(", ")}`);

const queries = readFileSync(join(here, "queries.yaml"), "utf8")
  .split("\n")
  .filter((line) => line.trim() && !line.startsWith("#"))
  .map((line) => line.split(": "))
  .map(([query, pages]) => [query, pages.split(", ").map((page) => page.trim())]);
check(queries.length >= 60, `only ${queries.length} queries`);

const known = new Set(scope.trellisSearchData.docs.split("\n").map((line) => line.split("\t")[1].replace(/^\.\//, "")));
let reciprocal = 0;
let recall = 0;
let slowest = 0;
for (const [query, pages] of queries) {
  for (const page of pages) check(known.has(page), `"${query}" asks for ${page}, which is not in the index`);
  const begin = performance.now();
  const found = search.find(query);
  slowest = Math.max(slowest, performance.now() - begin);
  // In the order in which the page shows them: group by group.
  const shown = found.groups.flatMap((group) => group.docs.slice(0, 5)).map((doc) => doc.href);
  const first = shown.findIndex((href) => pages.includes(href)) + 1;
  const among = shown.slice(0, 5).filter((href) => pages.includes(href)).length;
  reciprocal += first ? 1 / first : 0;
  recall += among / Math.min(5, pages.length);
  if (first !== 1 || process.argv.includes("--all")) {
    console.log(`${first ? `first at ${first}` : "not found"}: ${query} -> ${shown.slice(0, 5).join(" ")}`);
  }
}
const [mrr, recallAt5] = [reciprocal / queries.length, recall / queries.length];
check(mrr >= LEAST_MRR, `MRR ${mrr.toFixed(3)} is below ${LEAST_MRR}`);
check(index <= MOST_INDEX, `search-data.js is ${index} bytes packed, more than ${MOST_INDEX}`);
check(script <= MOST_SCRIPT, `search.js is ${script} bytes packed, more than ${MOST_SCRIPT}`);

// Words that no page has find nothing, and odd input does no harm.
for (const query of ["", "   ", "the", "zzzzqqqq", "<img src=x>", "constructor __proto__", "a".repeat(500), "🙂"]) {
  check(search.find(query).count >= 0, `"${query}" breaks search`);
}
check(search.find("zzzzqqqq").count === 0, "nonsense finds something");

console.log(`${queries.length} queries: MRR ${mrr.toFixed(3)}, recall@5 ${recallAt5.toFixed(3)}`);
console.log(`${stems.length} stems as in Rust; search-data.js ${index} bytes and search.js ${script} bytes packed`);
console.log(`loaded in ${loaded.toFixed(0)} ms, slowest query ${slowest.toFixed(0)} ms, ${known.size} pages and parts of pages`);
for (const problem of problems) console.error(`error: ${problem}`);
process.exit(problems.length ? 1 : 0);
