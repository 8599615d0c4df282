// Who chooses a box of a pathway sees the whole way there and on from there. Without this, styles show its next boxes.
(() => {
  "use strict";
  for (const ladder of document.querySelectorAll(".ladder")) {
    const boxes = [...ladder.querySelectorAll("[data-at]")];
    // Sideways moves lead nowhere further up.
    const lines = [...ladder.querySelectorAll(":is(path[data-from], .rails > span):not(.line-sideways)")];
    const steps = lines.map(line => [line.dataset.from, line.dataset.to]);
    const reached = (start, from, to) => {
      const found = new Set([start]);
      for (const at of found) for (const step of steps) if (step[from] === at) found.add(step[to]);
      return found;
    };
    const show = box => {
      const at = box?.dataset.at;
      const [ahead, behind] = at ? [reached(at, 0, 1), reached(at, 1, 0)] : [new Set(), new Set()];
      const joins = (set, { from, to }) => set.has(from) && set.has(to);
      for (const one of boxes) one.toggleAttribute("data-lit", ahead.has(one.dataset.at) || behind.has(one.dataset.at));
      for (const line of lines) line.toggleAttribute("data-lit", joins(ahead, line.dataset) || joins(behind, line.dataset));
    };
    const chosen = () => boxes.find(box => box.matches(":focus-within")) || boxes.find(box => box.matches(":target"));
    ladder.addEventListener("pointerover", event => show(event.target.closest("[data-at]") || chosen()));
    ladder.addEventListener("pointerleave", () => show(chosen()));
    ladder.addEventListener("focusin", () => show(chosen()));
    ladder.addEventListener("focusout", () => show());
    addEventListener("hashchange", () => show(chosen()));
    show(chosen());
  }
})();
