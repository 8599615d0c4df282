// Has the browser keep the site, once the page is there, so that it can be read without a connection.
(() => {
  "use strict";
  const { serviceWorker, connection } = navigator;
  const isOnTheWeb = /^https?:$/.test(location.protocol) && serviceWorker;
  // What others show in a frame is not theirs to keep, and who writes wants to see what is new.
  const isPreview = window.top !== window || document.querySelector('script[src^="/_trellis/"]');
  if (!isOnTheWeb || isPreview || connection?.saveData) return;
  const address = new URL("../sw.js", document.currentScript.src).href;
  addEventListener("load", () => {
    const policy = window.trustedTypes?.createPolicy("trellis-offline", { createScriptURL: () => address });
    // Where it is refused, the site is as it is without.
    serviceWorker.register(policy ? policy.createScriptURL(address) : address).catch(() => {});
  });
})();
