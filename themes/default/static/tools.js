// Page tools: reads the page aloud, shares its link, and makes its text larger or wider; kept only if asked.
(() => {
  "use strict";
  const script = document.currentScript, root = document.documentElement;
  const part = document.querySelector("[data-tools]");
  if (!part) return;
  const get = name => part.querySelector(`[data-${name}]`);
  const panel = get("panel"), open = get("open"), status = get("status"), say = part.dataset;
  // All pages opened from folders share one store, so the name holds the site and where it is.
  const base = new URL(script.getAttribute("src").replace(/assets\/tools\.[^/]*$/, "") || ".", location.href).pathname;
  const name = ["trellis", script.dataset.site, base, "text"].join(" ");

  open.onclick = () => {
    panel.hidden = !panel.hidden;
    open.setAttribute("aria-expanded", !panel.hidden);
  };
  part.addEventListener("keydown", event => {
    if (event.key != "Escape" || panel.hidden) return;
    open.click();
    open.focus();
  });

  // Text: a class for the size and one for the space.
  const sizes = [...part.querySelectorAll("[name=tools_size]")], space = get("space"), keep = get("keep");
  const show = () => {
    for (const size of sizes) root.classList.toggle("text-" + size.value, size.checked && size.value != "usual");
    root.classList.toggle("text-spaced", space.checked);
  };
  const save = () => {
    try {
      if (!keep.checked) localStorage.removeItem(name);
      else localStorage.setItem(name, JSON.stringify([sizes.find(size => size.checked).value, space.checked]));
    } catch {
      keep.checked = false;
      status.textContent = say.refused;
    }
  };
  try {
    // Browsers may bring back what was chosen before a reload: what nobody asked to keep is as usual.
    const kept = JSON.parse(localStorage.getItem(name)), [size, spaced] = kept || ["usual", false];
    sizes.forEach(one => one.checked = one.value == size);
    space.checked = spaced;
    keep.checked = !!kept;
  } catch { /* nothing is kept */ }
  show();
  panel.addEventListener("change", event => {
    show();
    if (keep.checked || event.target == keep) save();
  });

  // Sharing: an address in a folder means nothing to others.
  const address = () => (document.querySelector("link[rel=canonical]")?.href || location.href.split("#")[0]) + location.hash;
  const share = get("share"), copy = get("copy");
  if (location.protocol != "file:") {
    share.hidden = !navigator.share;
    share.onclick = () => navigator.share({ title: document.title, url: address() }).catch(() => {});
    copy.hidden = !navigator.clipboard;
    copy.onclick = () => navigator.clipboard.writeText(address()).then(() => say.copied, () => say.uncopied)
      .then(words => status.textContent = words);
  }

  // Reading: by voices that are on the device, since others send the words away.
  const speech = window.speechSynthesis, read = get("read"), words = read.textContent;
  if (!speech) return;
  const language = root.lang.toLowerCase().split("-")[0];
  const voice = () => {
    const own = speech.getVoices().filter(one => one.localService && one.lang.toLowerCase().startsWith(language));
    return own.find(one => one.lang.replace("_", "-").toLowerCase() == root.lang.toLowerCase()) || own[0];
  };
  const seek = () => read.hidden = !voice();
  seek();
  speech.addEventListener?.("voiceschanged", seek);
  const mark = (range, block) => {
    if (!window.Highlight) return;
    CSS.highlights.delete("reading");
    if (range) CSS.highlights.set("reading", new Highlight(range));
    const box = range?.getBoundingClientRect();
    if (box && (box.top < 0 || box.bottom > innerHeight)) block.scrollIntoView({ block: "center" });
  };
  const BLOCKS = "h1, h2, h3, h4, h5, p, li, dt, dd, summary, legend, th, td, figcaption";
  // What is shown, in pieces that a voice says in one go.
  const pieces = () => {
    const all = [], walker = document.createTreeWalker(document.getElementById("main"), NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      const block = node.parentElement.closest(BLOCKS);
      if (!block || !node.data.trim() || block.closest("svg, nav, [aria-hidden=true]")) continue;
      if (!node.parentElement.checkVisibility?.({ visibilityProperty: true, contentVisibilityAuto: true })) continue;
      const last = all.at(-1);
      const piece = last?.block == block ? last : all[all.push({ block, text: "", nodes: [] }) - 1];
      piece.nodes.push([piece.text.length, node]);
      piece.text += node.data.replace(/\s/g, " ");
    }
    return all;
  };
  const stop = () => {
    speech.cancel();
    mark();
    read.textContent = words;
    reading = null;
  };
  let reading;
  const next = () => {
    const piece = reading?.shift();
    if (!piece) return stop();
    const said = new SpeechSynthesisUtterance(piece.text), mine = reading;
    said.voice = voice();
    said.lang = said.voice.lang;
    said.onboundary = ({ charIndex, charLength }) => {
      if (reading != mine) return;
      const [start, node] = piece.nodes.findLast(([start]) => start <= charIndex);
      const from = charIndex - start, length = charLength || /^\S*/.exec(node.data.slice(from))[0].length;
      const range = document.createRange();
      range.setStart(node, Math.min(from, node.length));
      range.setEnd(node, Math.min(from + length, node.length));
      mark(range, piece.block);
    };
    said.onend = said.onerror = () => reading == mine && next();
    speech.speak(said);
  };
  read.onclick = () => {
    if (reading) return stop();
    speech.cancel();
    reading = pieces();
    read.textContent = read.dataset.stop;
    next();
  };
  addEventListener("pagehide", () => reading && stop());
})();
