// An assertion that lists what is wrong, one line each.
import assert from "node:assert/strict";

const MOST_SHOWN = 40;

/** Fails if there are problems, and shows them. */
export const none = (problems) => {
  const more = problems.length > MOST_SHOWN ? `\n  and ${problems.length - MOST_SHOWN} more` : "";
  const shown = problems.slice(0, MOST_SHOWN).map((problem) => `\n  ${problem}`);
  assert.ok(problems.length === 0, `${problems.length} problems:${shown.join("")}${more}`);
};
