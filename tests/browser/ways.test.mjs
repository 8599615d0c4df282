// "Find your way": two choices give ways, the same that `trellis path` tells, with what they take; with a server and from a folder.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { read } from "./site.mjs";

const SHOWN = 3;

/** The data of the page and the script that searches it, as the page has them. */
const loaded = () => {
  const scope = createContext({});
  for (const name of ["ways-data", "ways-search"]) runInContext(read(`assets/${name}.js`), scope);
  return runInContext("({ data: trellisWaysData, search: trellisWays(trellisWaysData) })", scope);
};

test("the page finds what `trellis path` tells, for every pair of places", (t) => {
  const { data, search } = loaded();
  const told = execFileSync(process.env.TRELLIS, ["path", "--all", "--limit", String(SHOWN), "--format", "json"], {
    cwd: new URL("../..", import.meta.url),
    encoding: "utf8",
    maxBuffer: 1e9,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const number = new Map(data.places.map(({ id }, at) => [id, at]));
  const name = (place) => data.places[place].id;
  const pairs = told.trim().split("\n").map(JSON.parse);
  assert.equal(pairs.length, data.places.length * (data.places.length - 1));
  let joined = 0;
  for (const pair of pairs) {
    const [from, to] = [number.get(pair.from), number.get(pair.to)];
    const { ways, more } = search.find(from, to, SHOWN);
    const found = { ways: ways.map(({ places }) => places.map(name)), more };
    const near = ways.length ? {} : { nearest: search.nearest(from, to), helping: search.helping(from, to).map(name) };
    const said = { ways: pair.ways, more: pair.has_more || pair.gave_up };
    assert.equal(JSON.stringify(found), JSON.stringify(said), `${pair.from} to ${pair.to}`);
    if (ways.length) joined++;
    else assert.deepEqual([near.nearest == null ? null : name(near.nearest), near.helping.join()], [pair.nearest, pair.helping.join()], `${pair.from} to ${pair.to}`);
  }
  t.diagnostic(`${joined} of ${pairs.length} pairs have a way`);
  assert.ok(joined > 1000);
});
