// Who types a postcode into the search, or its first half, is led to what is near it. So is who types what may be a town, a
// trust or a college: search finds an area, or nothing at all.
(() => {
  "use strict";
  const id = name => document.getElementById("search-" + name);
  const field = id("q"), part = id("near"), results = id("results");
  const link = part.firstElementChild, near = link.href;
  const show = () => {
    const typed = field.value.trim().replace(/\s+/g, " ");
    const district = /^([A-Z]{1,2}\d[A-Z\d]?)( ?\d[A-Z]{2})?$/.exec(typed.toUpperCase())?.[1];
    const name = /^\p{L}[\p{L}'’.,& -]{2,40}$/u.test(typed) && typed;
    const isPlace = results.firstChild && (!results.querySelector("li") || results.querySelector("a[href*='partners/areas/']"));
    const q = district || isPlace && name;
    part.hidden = !q;
    if (!q) return;
    link.textContent = (district ? link.dataset.say : link.dataset.place).replace("{q}", q);
    link.href = near + "#" + encodeURIComponent(q);
  };
  new MutationObserver(show).observe(results, { childList: true });
  field.addEventListener("input", show);
  addEventListener("pageshow", show);
  addEventListener("popstate", show);
})();
