// What is other in a frame of another website: links that lead out open outside, the frame learns how high the page is, and
// visitors learn that what they save may be gone next time.
(() => {
  "use strict";
  if (window.parent === window) return;
  const script = document.currentScript;
  const hosts = (script.dataset.hosts || "").split(" ").filter(Boolean);

  document.querySelectorAll("[data-framed]").forEach((part) => (part.hidden = false));

  // Most websites refuse to be in a frame: in it, a link to one of them shows an empty page.
  const leadsOut = (link) => /^https?:$/.test(link.protocol) && link.origin !== location.origin;
  const sendOut = (link) => {
    if (link.target === "_blank" || !leadsOut(link)) return;
    link.target = "_blank";
    link.relList.add("noopener");
    const told = document.createElement("span");
    told.className = "visually-hidden";
    told.textContent = ` ${script.dataset.newTab}`;
    link.append(told);
  };
  document.querySelectorAll("a[href]").forEach(sendOut);
  // Those that other scripts have made since.
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link) sendOut(link);
  }, true);

  // Which website the frame is on: some browsers say it, and all name the page that a first page was asked for from.
  const KEPT = "trellis frame";
  const known = () => {
    if (location.ancestorOrigins?.length) return location.ancestorOrigins[0];
    const from = document.referrer && new URL(document.referrer).origin;
    try {
      if (from && from !== location.origin) sessionStorage.setItem(KEPT, from);
      return sessionStorage.getItem(KEPT);
    } catch {
      return from;
    }
  };
  const isNamed = (origin) => {
    const name = origin ? new URL(origin).hostname : "";
    return hosts.some((host) => name === host || name.endsWith(`.${host}`));
  };
  const origin = known();
  if (!isNamed(origin)) return;
  let last;
  new ResizeObserver(() => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height === last) return;
    last = height;
    parent.postMessage({ type: "trellis:height", height }, origin);
  }).observe(document.documentElement);
})();
