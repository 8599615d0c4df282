// Filters a list by the answers on its cards. The address says which: `?stage=registered`, in folders `#stage=…`.
(() => {
  "use strict";
  const { put, add } = trellisDevice;
  const part = document.getElementById("filter-form");
  if (!part) return;
  const id = name => document.getElementById("filter-" + name);
  const form = part.querySelector("form"), say = form.dataset, status = id("status"), picked = id("picked");
  const boxes = [...form.elements].filter(field => field.type == "checkbox");
  const cards = [...document.querySelectorAll("main .card")];
  const answers = new Map(cards.map(card => [card, (card.dataset.filed || "").split(" ")]));
  const groups = [...document.querySelectorAll("main section[id], main .fold, main .group")].filter(one => one.querySelector(".card"));
  const label = box => box.labels[0].querySelector("span").textContent.trim();
  let pause;

  const query = without => boxes.filter(box => box.checked && box != without)
    .map(box => box.name + "=" + encodeURIComponent(box.value)).join("&");
  const here = location.href.split(/[?#]/)[0];
  const go = without => {
    const wanted = query(without);
    try {
      history.pushState(null, "", here + (wanted && "?" + wanted));
    } catch {
      location.hash = wanted;
    }
    read();
    tell();
  };
  // All answers to one question widen the list; each question narrows it.
  const fits = card => [...new Set(boxes.filter(box => box.checked).map(box => box.name))].every(name =>
    boxes.some(box => box.checked && box.name == name && answers.get(card).includes(name + "=" + box.value)));

  const show = () => {
    const chosen = boxes.filter(box => box.checked);
    for (const card of cards) card.hidden = !fits(card);
    const left = cards.filter(card => !card.hidden).length;
    for (const group of groups) {
      group.hidden = ![...group.querySelectorAll(".card")].some(card => !card.hidden);
      if (chosen.length && !group.hidden) group.open = true;
      const part = group.id || group.querySelector("div[id]")?.id;
      const link = part && document.querySelector(`.list-tools nav a[href="#${part}"]`);
      if (link) link.parentElement.hidden = group.hidden;
    }
    picked.textContent = "";
    picked.hidden = !chosen.length;
    for (const box of chosen) {
      const wanted = query(box);
      const link = add(add(picked, "li"), "a", say.remove + " " + label(box), { href: here + (wanted && "?" + wanted) });
      link.onclick = event => {
        event.preventDefault();
        go(box);
        (picked.querySelector("a") || part.querySelector("summary")).focus();
      };
    }
    id("none").hidden = left > 0;
    return left;
  };
  const read = () => {
    const asked = new URLSearchParams(location.search.slice(1) || location.hash.slice(1));
    for (const box of boxes) box.checked = asked.getAll(box.name).includes(box.value);
    show();
  };
  // Said after a pause, so that it does not interrupt; at once where nothing is left.
  const tell = () => {
    const left = cards.filter(card => !card.hidden).length;
    clearTimeout(pause);
    const words = put(say.count, { n: left, of: cards.length }) + (left ? "" : ". " + id("none").querySelector("p").textContent);
    pause = setTimeout(() => status.textContent = words, left ? 600 : 0);
  };

  form.onsubmit = event => {
    event.preventDefault();
    go();
  };
  id("clear").onclick = () => {
    for (const box of boxes) box.checked = false;
    go();
  };
  addEventListener("popstate", () => {
    read();
    tell();
  });
  read();
  if (boxes.some(box => box.checked)) {
    part.open = true;
    tell();
  }
})();
