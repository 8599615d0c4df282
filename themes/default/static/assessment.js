// A self-check: lists what to do next for the answers chosen, and keeps them on this device if asked to.
(() => {
  "use strict";
  const { read, write, put, add, address, download, csv, ask } = trellisDevice;
  const form = document.querySelector("form[data-assessment]");
  if (!form) return;
  const id = name => document.getElementById(name);
  const plan = id("plan_part"), list = id("plan_list"), status = id("plan_status"), say = plan.dataset;
  const keep = id("keep_box"), name = "assessment " + form.dataset.assessment, days = 90;
  // Answers of a question's own have numbers for names, and stand together.
  const order = ["not-yet", "not-sure", "partly", "own", "yes"];
  const group = key => order.includes(key) ? key : "own";
  const title = document.querySelector("h1").textContent.trim();

  const questions = [...form.querySelectorAll(".question")].map(part => ({
    id: part.id,
    text: part.querySelector(".question-text").textContent.trim(),
    answer: () => part.querySelector("input:checked")?.value,
    words: key => id(part.id + "-" + key).labels[0].textContent.trim(),
    advice: key => part.querySelector(".if-" + key + " dd").textContent.trim(),
    links: [...part.querySelectorAll(".see a")],
  }));
  const told = one => {
    const key = one.answer();
    return { key: group(key), text: one.text, answer: one.words(key), advice: one.advice(key), links: one.links };
  };
  const chosen = () => order.flatMap(key => questions.filter(one => one.answer() && group(one.answer()) == key).map(told));

  const show = () => {
    const items = chosen();
    list.textContent = "";
    id("plan_tools").hidden = !items.length;
    plan.hidden = !items.length;
    status.textContent = items.length ? put(say.count, { n: items.length, of: questions.length }) : say.empty;
    for (const key of order) {
      const some = items.filter(item => item.key == key);
      if (!some.length) continue;
      add(list, "h3", put(say.group, { answer: key == "own" ? say.own : some[0].answer, n: some.length }));
      const ol = add(list, "ol");
      for (const item of some) {
        const li = add(ol, "li");
        add(li, "h4", item.text);
        if (key == "own") add(li, "p", say.answer + " " + item.answer);
        add(li, "p", item.advice);
        if (!item.links.length) continue;
        const more = add(li, "p", say.see + " ");
        item.links.forEach((link, i) => more.append(i ? ", " : "", link.cloneNode(true)));
      }
    }
    const open = questions.filter(one => !one.answer());
    if (!items.length || !open.length) return items.length;
    add(list, "h3", put(say.open, { n: open.length }));
    const ul = add(list, "ul");
    for (const one of open) add(add(ul, "li"), "a", one.text, { href: "#" + one.id });
    return items.length;
  };

  const answers = () => Object.fromEntries(questions.filter(one => one.answer()).map(one => [one.id, one.answer()]));
  const save = () => {
    const done = write(name, keep.checked ? { saved: Date.now(), answers: answers() } : null);
    if (keep.checked && !done) {
      keep.checked = false;
      status.textContent = say.refused;
    }
    return done;
  };
  const restore = () => {
    const found = read(name);
    if (!found) return;
    if (!(Date.now() - found.saved < days * 864e5)) return write(name, null);
    for (const [question, answer] of Object.entries(found.answers || {})) {
      const field = id(question + "-" + answer);
      if (field?.form == form && field.type == "radio") field.checked = true;
    }
    keep.checked = true;
    status.textContent = put(say.restored, { day: new Date(found.saved).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" }) });
  };

  form.addEventListener("submit", event => {
    event.preventDefault();
    if (show()) id("plan_title").focus();
  });
  form.addEventListener("change", event => {
    if (event.target == keep) {
      if (save()) status.textContent = keep.checked ? say.kept : say.forgotten;
    } else if (keep.checked) save();
  });
  ask(id("plan_delete"), id("plan_confirm"), () => {
    form.reset();
    write(name, null);
    show();
    status.textContent = say.deleted;
  });
  const see = link => [link.textContent, address(link)].filter(Boolean).join(": ");
  id("plan_text").onclick = () => download(form.dataset.assessment + ".txt", "text/plain", [title, ...chosen().map(item =>
    [item.text, say.answer + " " + item.answer, say.next + " " + item.advice, ...item.links.map(see)].join("\r\n"))]
    .join("\r\n\r\n") + "\r\n");
  id("plan_csv").onclick = () => download(form.dataset.assessment + ".csv", "text/csv", csv([say.columns.split("|"),
    ...chosen().map(item => [item.text, item.answer, item.advice, item.links.map(see).join("; ")])]));
  id("plan_print").onclick = () => print();
  restore();
})();
