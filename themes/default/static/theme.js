/* Small comforts only: every page is whole without this file. */
(function () {
  "use strict";
  /* Controls that only work with scripts are shown only with scripts. */
  document.querySelectorAll("[data-needs-script]").forEach(function (part) {
    part.hidden = false;
  });
  /* Parts that are folded on a small screen stand open on a large one and on paper. */
  var folds = document.querySelectorAll("details.fold, details.more");
  var large = matchMedia("(min-width: 62em)");
  var unfold = function () {
    if (large.matches) folds.forEach(function (fold) { fold.open = true; });
  };
  unfold();
  large.addEventListener("change", unfold);
  document.documentElement.classList.add("live");
  /* The key that closes things closes the menu. */
  var menu = document.querySelector(".menu-fold");
  if (menu) {
    menu.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
  /* Paper says where the page was found. */
  addEventListener("beforeprint", function () {
    if (/^http/.test(location.protocol)) document.querySelectorAll(".page-address").forEach(function (words) { words.textContent = location.href; });
  });
  /* A page that has moved: go on at once, keeping the part of the page that was asked for. */
  var moved = document.querySelector("a[data-moved-to]");
  if (moved) {
    location.replace(moved.href.split("#")[0] + (location.hash || moved.hash));
  }
})();
