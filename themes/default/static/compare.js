// Two or three roles side by side, read from the table of all roles. `#compare=a,b` says which.
(() => {
  "use strict";
  const { put, add } = trellisDevice;
  const form = document.getElementById("compare-form");
  if (!form) return;
  const id = name => document.getElementById("compare-" + name);
  const all = id("all"), out = id("chosen"), status = id("status"), say = form.dataset;
  const picks = ["first", "second", "third"].map(id);
  const facts = [...all.querySelectorAll("thead th")].slice(1).map(th => th.textContent.trim());
  const roles = new Map([...all.querySelectorAll("tbody tr")].map(row => [row.id, row]));
  const name = role => roles.get(role).cells[0].textContent.trim();
  const names = list => list.map(name).join(", ");

  for (const pick of picks) {
    add(pick, "option", say.nobody, { value: "" });
    for (const role of roles.keys()) add(pick, "option", name(role), { value: role });
  }
  const known = list => [...new Set(list)].filter(role => roles.has(role)).slice(0, 3);
  const asked = () => known((/^#compare=([\w,%-]+)$/.exec(location.hash)?.[1] || "").split(/,|%2c/i));

  const contents = (to, from) => to.append(...[...from.childNodes].map(node => node.cloneNode(true)));
  const words = cell => cell.textContent.replace(/\s+/g, " ").trim();
  const table = list => {
    const made = add(out, "table", "");
    add(made, "caption", put(say.caption, { n: list.length }));
    const head = add(add(made, "thead", ""), "tr", "");
    add(head, "th", say.fact, { scope: "col" });
    for (const role of list) contents(add(head, "th", "", { scope: "col" }), roles.get(role).cells[0]);
    const body = add(made, "tbody", "");
    facts.forEach((fact, i) => {
      const row = add(body, "tr", ""), name = add(row, "th", fact, { scope: "row" });
      const cells = list.map(role => roles.get(role).cells[i + 1]);
      for (const cell of cells) contents(add(row, "td", ""), cell);
      if (cells.every(cell => words(cell) == words(cells[0]))) return;
      row.className = "differs";
      add(name, "span", say.differs, { className: "tag" });
    });
  };
  let shown = "";
  const show = () => {
    const list = asked(), enough = list.length > 1, was = !out.hidden;
    if (shown == String(list)) return;
    shown = String(list);
    picks.forEach((pick, i) => pick.value = list[i] || "");
    out.textContent = "";
    out.hidden = !enough;
    all.hidden = enough;
    if (enough) table(list);
    status.textContent = list.length ? put(enough ? say.chosen : say.one, { roles: names(list) })
      : was ? put(say.all, { n: roles.size }) : "";
  };

  form.onsubmit = event => {
    event.preventDefault();
    const list = known(picks.map(pick => pick.value));
    if (list.length < 2) return status.textContent = say.few;
    location.hash = "compare=" + list;
    show();
    out.focus();
  };
  id("reset").onclick = () => {
    const clean = location.href.split("#")[0];
    try {
      history.pushState(null, "", clean);
    } catch {
      location.hash = "compare";
    }
    show();
    status.textContent = put(say.all, { n: roles.size });
  };
  addEventListener("hashchange", show);
  addEventListener("popstate", show);
  show();
})();
