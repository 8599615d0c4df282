// The pages that are opened for all others: no kind of place is left out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pages, places, read, various } from "./site.mjs";

const page = (main) => places(`<!doctype html><html><head><title>x</title></head><body><main>${main}</main></body></html>`);
const isNew = (one, other) => [...page(other)].some((place) => !page(one).has(place));

test("between them they have every kind of place", () => {
  const seen = new Set(various().flatMap((page) => [...places(read(page))]));
  assert.deepEqual(pages.filter((page) => [...places(read(page))].some((place) => !seen.has(place))), []);
});

test("each of them has a kind of place that those before it have not", () => {
  const seen = new Set();
  for (const page of various()) {
    const fresh = [...places(read(page))].filter((place) => !seen.has(place));
    assert.ok(fresh.length > 0, page);
    for (const place of fresh) seen.add(place);
  }
});

test("other words and another number of the same are nothing new", () => {
  assert.ok(!isNew('<p>Pay <a href="a.html">now</a></p>', '<p><a href="b.html">Later</a></p><p>More, and more <a href="c.html">here</a>.</p>'));
});

for (const [what, changed] of [
  ["a class", '<p class="note">Pay</p>'],
  ["an attribute", '<p lang="cy">Pay</p>'],
  ["a state", '<p aria-hidden="true">Pay</p>'],
  ["a tag", "<p><b>Pay</b></p>"],
  ["another place", "<div><p>Pay</p></div>"],
  ["what follows a comment or a picture", "<p>Pay</p><!-- <i> --><svg><g></g></svg><h2>How</h2>"],
]) {
  test(`${what} makes a page new`, () => assert.ok(isNew("<p>Pay</p><svg></svg>", changed)));
}
