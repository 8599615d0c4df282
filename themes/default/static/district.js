// Who types a postcode into the search, or its first half, is led to what is near it.
(() => {
  "use strict";
  const field = document.getElementById("search-q"), part = document.getElementById("search-near");
  const link = part.firstElementChild, near = link.href;
  const show = () => {
    const q = /^([A-Z]{1,2}\d[A-Z\d]?)( ?\d[A-Z]{2})?$/.exec(field.value.trim().toUpperCase())?.[1];
    part.hidden = !q;
    if (!q) return;
    link.textContent = link.dataset.say.replace("{q}", q);
    link.href = near + "#" + q;
  };
  field.addEventListener("input", show);
  addEventListener("pageshow", show);
  addEventListener("popstate", show);
})();
