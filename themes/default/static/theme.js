/* Small comforts only: every page is whole without this file. */
(function () {
  "use strict";
  /* A page that has moved: go on at once, keeping the part of the page that was asked for. */
  var moved = document.querySelector("a[data-moved-to]");
  if (moved) {
    location.replace(moved.href.split("#")[0] + (location.hash || moved.hash));
  }
})();
