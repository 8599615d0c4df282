// What several pages share: things kept on this device only, files to download, a question before deleting.
(root => {
  "use strict";
  const script = document.currentScript;
  // All pages opened from folders share one store, so names hold the site and where it is.
  const base = new URL(script.getAttribute("src").replace(/assets\/device\.[^/]*$/, "") || ".", location.href).pathname;
  const full = name => ["trellis", script.dataset.site, base, name].join(" ");

  // null: nothing is kept. undefined: nothing can be, as in some private windows.
  const read = name => {
    try {
      return JSON.parse(localStorage.getItem(full(name)));
    } catch (error) {
      return error instanceof SyntaxError ? null : undefined;
    }
  };
  const write = (name, value) => {
    try {
      if (value == null) localStorage.removeItem(full(name));
      else localStorage.setItem(full(name), JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  };
  const onChange = (name, act) => {
    addEventListener("pageshow", act);
    addEventListener("storage", event => {
      if (event.key == null || event.key == full(name)) act();
    });
  };

  const put = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const add = (to, name, text = "", more = {}) => {
    const made = Object.assign(document.createElement(name), more);
    if (text) made.textContent = text;
    return to.appendChild(made);
  };

  // The address of a link for people who are elsewhere; a folder's address means nothing to them.
  const address = link => location.protocol == "file:" ? "" : link.href;
  const download = (name, type, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  // A cell that starts like a formula would be run by spreadsheet programs: a quote before it makes it a text.
  const cell = text => '"' + text.replace(/^(?=\s*[=+\-@\t\r])/, "'").replace(/"/g, '""') + '"';
  const csv = rows => "\ufeff" + rows.map(row => row.map(cell).join(",") + "\r\n").join("");

  // A button that asks in the page before it acts. `part` holds the question and the buttons yes and no.
  const ask = (button, part, act) => {
    const open = wanted => {
      part.hidden = !wanted;
      button.setAttribute("aria-expanded", wanted);
      (wanted ? part.querySelector("[data-no]") : button).focus();
    };
    button.setAttribute("aria-expanded", false);
    button.onclick = () => open(part.hidden);
    part.onclick = ({ target }) => {
      if (!target.matches("button")) return;
      open(false);
      if (target.matches("[data-yes]")) act();
    };
  };

  root.trellisDevice = { read, write, onChange, put, add, address, download, csv, ask };
})(this);
