// The page of saved roles, or of those that a link names: `#roles=a,b`.
(() => {
  "use strict";
  const { put, add, address, download, ask } = trellisDevice, saved = trellisSaved;
  const part = document.getElementById("shortlist");
  if (!part) return;
  const id = name => document.getElementById("shortlist-" + name);
  const out = id("list"), status = id("status"), say = part.dataset, title = id("title");
  const all = new Map([...id("roles").content.querySelectorAll("li")].map(li => [li.dataset.role, li]));
  const name = role => all.get(role).querySelector("h3").textContent.trim();
  const known = list => saved.clean(list).filter(role => all.has(role));
  const compare = id("compare").querySelector("a"), comparing = compare.href;

  // A link's list is changed in the address, one's own in the store.
  const linked = () => /^#roles=([\w,%-]+)$/.exec(location.hash)?.[1].split(/,|%2c/i);
  const roles = () => known(linked() || saved.list());
  const change = list => {
    if (linked()) location.replace("#roles=" + list);
    else if (!saved.save(list)) return status.textContent = say.refused;
    show();
  };
  const link = list => {
    const home = location.protocol == "file:" && document.querySelector("link[rel=canonical]");
    return (home || location).href.split("#")[0] + "#roles=" + list;
  };

  const button = (to, words, role, act, off) => {
    const made = add(to, "button", put(words, { role: name(role) }), { type: "button", className: "quiet", disabled: off });
    made.onclick = act;
  };
  const move = (role, by) => {
    const list = roles(), from = list.indexOf(role), at = from + by;
    [list[from], list[at]] = [list[at], role];
    change(list);
    status.textContent = put(say.moved, { role: name(role), at: at + 1, n: list.length });
    const [up, down] = out.children[at].querySelectorAll("button");
    (down.disabled || by < 0 && !up.disabled ? up : down).focus();
  };
  const drop = role => {
    change(roles().filter(one => one != role));
    status.textContent = put(say.removed, { role: name(role) });
    title.focus();
  };
  const item = (role, at, list) => {
    const li = out.appendChild(all.get(role).cloneNode(true)), tools = add(li, "div", "", { className: "tools" });
    li.querySelector(".address").textContent = address(li.querySelector("h3 a"));
    if (list.length > 1) {
      button(tools, say.up, role, () => move(role, -1), !at);
      button(tools, say.down, role, () => move(role, 1), at == list.length - 1);
    }
    button(tools, say.remove, role, () => drop(role));
  };
  const show = () => {
    const list = roles(), theirs = !!linked();
    title.textContent = theirs ? say.theirs : say.mine;
    out.textContent = "";
    list.forEach(item);
    id("tools").hidden = !list.length && !theirs;
    id("shared").hidden = !theirs;
    id("delete").hidden = theirs;
    id("confirm").hidden = true;
    id("compare").hidden = list.length < 2 || list.length > 3;
    compare.href = comparing + "#compare=" + list;
    id("link").value = link(list);
    id("copied").textContent = "";
    status.textContent = list.length ? put(list.length == 1 ? say.one : say.count, { n: list.length })
      : !theirs && saved.list() === undefined ? say.noStore : say.empty;
  };

  id("print").onclick = () => {
    document.documentElement.classList.add("print-plan");
    addEventListener("afterprint", () => document.documentElement.classList.remove("print-plan"), { once: true });
    print();
  };
  id("download").onclick = () => {
    const facts = li => [...li.querySelectorAll(".facts > div")].map(one =>
      [...one.children].map(cell => cell.innerText.trim().replace(/\s*\n\s*/g, "; ")).join(": "));
    const text = [...out.children].map((li, i) => [i + 1 + ". " + li.querySelector("h3").textContent.trim(),
      li.querySelector("p").textContent.trim(), ...facts(li), address(li.querySelector("h3 a"))].filter(Boolean).join("\r\n"));
    download("roles.txt", "text/plain", [title.textContent, ...text].join("\r\n\r\n") + "\r\n");
  };
  ask(id("delete"), id("confirm"), () => {
    change([]);
    status.textContent = say.deleted;
    title.focus();
  });
  id("keep").onclick = () => {
    if (!saved.save(known([...saved.list() || [], ...roles()]))) return status.textContent = say.refused;
    location.hash = "";
    show();
    status.textContent = say.kept;
    title.focus();
  };
  id("own").onclick = () => {
    location.hash = "";
    show();
    title.focus();
  };
  id("copy").onclick = async () => {
    try {
      await navigator.clipboard.writeText(id("link").value);
      id("copied").textContent = say.copied;
    } catch {
      id("link").select();
      id("copied").textContent = say.copyYourself;
    }
  };
  addEventListener("hashchange", show);
  saved.onChange(show);
  show();
})();
