// The roles that a visitor saved: ids only, on this device only. And the buttons that save and remove one.
(root => {
  "use strict";
  const { read, write, onChange } = trellisDevice;
  const name = "roles";
  const isId = text => typeof text == "string" && /^[\w-]{1,80}$/.test(text);
  const clean = list => [...new Set(Array.isArray(list) ? list.filter(isId) : [])].slice(0, 100);
  // Nothing where nothing can be kept.
  const list = () => {
    const found = read(name);
    return found === undefined ? undefined : clean(found);
  };
  const save = roles => write(name, roles.length ? clean(roles) : null);
  root.trellisSaved = { clean, list, save, onChange: act => onChange(name, act) };

  const status = document.getElementById("save_status");
  for (const button of document.querySelectorAll("button[data-save]")) {
    const { save: id, add, remove, added, removed, refused } = button.dataset;
    const has = () => list()?.includes(id);
    const show = () => button.textContent = has() ? remove : add;
    button.onclick = () => {
      const before = list() || [], had = before.includes(id);
      const done = save(had ? before.filter(one => one != id) : [...before, id]);
      status.textContent = done ? had ? removed : added : refused;
      show();
    };
    onChange(name, show);
    show();
  }
})(this);
