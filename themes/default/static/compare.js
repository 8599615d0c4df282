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

  // Parts of a table lose their meaning when they are stacked, so each also says its role.
  const part = (to, tag, role, more) => {
    const made = add(to, tag, "", more);
    made.setAttribute("role", role);
    return made;
  };
  const contents = (to, from) => to.append(...[...from.childNodes].map(node => node.cloneNode(true)));
  const table = list => {
    const made = part(out, "table", "table");
    add(made, "caption", put(say.caption, { n: list.length }));
    const head = part(part(made, "thead", "rowgroup"), "tr", "row");
    part(head, "th", "columnheader", { scope: "col", textContent: say.fact });
    for (const role of list) part(head, "th", "columnheader", { scope: "col", textContent: name(role) });
    const body = part(made, "tbody", "rowgroup");
    [say.page, ...facts].forEach((fact, i) => {
      const row = part(body, "tr", "row");
      part(row, "th", "rowheader", { scope: "row", textContent: fact });
      for (const role of list) {
        const cell = part(row, "td", "cell");
        cell.dataset.label = name(role);
        contents(cell, roles.get(role).cells[i]);
      }
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
