// Search over search-data.js, loaded on first use. Reads words as src/search/text.rs does.
(root => {
  "use strict";
  const here = root.document && document.currentScript?.getAttribute("src");
  const at = new Map(), terms = [];
  let stop, docs, lists, notes, sounds, rules;

  const word = /[\p{Alphabetic}\p{N}][\p{Alphabetic}\p{N}'’ʼ\u0300-\u036f]*/gu;
  const bare = text => text.replace(/[\u0300-\u036f]/g, "");
  const fold = text => bare(text.toLowerCase().normalize("NFC")).replace(/[’ʼ]/g, "'")
    .replace(/[\u00c0-\u024f\u1e00-\u1eff]/g, c => rules[4].find(rule => rule[0] == c)?.[1] || bare(c.normalize("NFKD")))
    .replace(/'+$/, "").replace(/'s$/, "").replace(/'/g, "");
  const words = text => (text.match(word) || []).map(fold).filter(Boolean);

  // Snowball's stemmer for English; its rules come with the index.
  const after = (w, from) => {
    const found = w.slice(from).search(/[aeiouy][^aeiouy]/);
    return found < 0 ? w.length : from + found + 2;
  };
  const short = w => /^[aeiouy][^aeiouy]$|[^aeiouy][aeiouy][^aeiouywxY]$/.test(w);
  const stem = w => {
    if (!/^[a-z0-9]{3,}$/.test(w)) return w;
    w = w.replace(/([iy])z(e|es|ed|er|ers|ing|able|ations?)$/, "$1s$2");
    const whole = rules[0].find(rule => rule[0] == w);
    if (whole) return whole[1];
    w = w.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
    const r1 = /^(gener|commun|arsen)/.exec(w)?.[0].length || after(w, 0), r2 = after(w, r1);
    const swap = (step, from) => {
      const rule = rules[step].find(rule => w.endsWith(rule[0]));
      if (!rule) return;
      const start = w.slice(0, -rule[0].length);
      // The letter before -li is not part of it.
      const end = start.length + (/^(.|log)$/.test(rule[1]) ? 1 : 0);
      if (end < from || rule[0] == "ative" && end < r2 || rule[0] == "ion" && !/[st]$/.test(start)) return;
      w = start + rule[1];
    };
    w = w.replace(/sses$/, "ss").replace(/(..)ie[ds]$/, "$1i").replace(/ie[ds]$/, "ie")
      .replace(/([aeiouy].*[^us])s$/, (all, start) => /[aeiouy]./.test(start) ? start : all);
    if (/^((inn|out|cann|herr|earr)ing|(pro|ex|suc)ceed)$/.test(w)) return w;
    const end = /(eed|ed|ing)(ly)?$/.exec(w), start = w.slice(0, end?.index);
    if (end?.[1] == "eed") {
      if (end.index >= r1) w = start + "ee";
    } else if (end && /[aeiouy]/.test(start)) {
      w = start;
      if (/(at|bl|iz)$/.test(w) || w.length == r1 && short(w)) w += "e";
      else if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(w)) w = w.slice(0, -1);
    }
    w = w.replace(/(.[^aeiouy])[yY]$/, "$1i");
    swap(1, r1);
    swap(2, r1);
    swap(3, r2);
    if (/e$/.test(w) ? w.length > r2 || w.length > r1 && !short(w.slice(0, -1)) : /ll$/.test(w) && w.length > r2)
      w = w.slice(0, -1);
    return w.toLowerCase();
  };

  const load = data => {
    let before = "", p = 0, q = 0;
    const rows = name => data[name].split("\n").map(line => line.split("\t"));
    stop = data.stop.split(" ");
    rules = data.rules.map(step => step.split(" ").map(rule => rule.split(":")));
    notes = rows("notes");
    docs = rows("docs").map(([kind, href, title, summary, names]) => {
      const [group, favour] = data.groups[kind].split(" ");
      return { group, favour, href, title, summary, names: names ? names.split("; ") : [], stems: words(title).map(stem) };
    });
    data.terms.replace(/([A-Z])([^A-Z]*)/g, (all, same, rest) => {
      before = before.slice(0, same.charCodeAt(0) - 65) + rest;
      at.set(before, terms.push(before) - 1);
    });
    const digit = () => {
      const c = data.steps.charCodeAt(p++);
      return c - (c > 92 ? 36 : 35);
    };
    lists = terms.map(() => {
      for (let list = [], doc = -1; ;) {
        const level = data.levels.charCodeAt(q++);
        let above = 0, c;
        while ((c = digit()) > 59) above = above * 31 + c - 60;
        doc += above * 60 + c + 1;
        list.push([doc, level & 31]);
        if (level < 96) return list;
      }
    });
  };

  // How words sound: fisio is physio.
  const sound = w => w.replace(/ph/g, "f").replace(/y/g, "i").replace(/ae/g, "e").replace(/(.)\1/g, "$1");
  // Edits from a to b; two swapped letters are one.
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return 9;
    const rows = [[...b + " "].map((c, j) => j)];
    for (let i = 1; i <= a.length; i++) {
      const row = rows[i] = [i];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
        if (i > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.min(row[j], rows[i - 2][j - 2] + 1);
      }
    }
    return rows[a.length][b.length];
  };
  // Stems that a word may mean, and how sure that is.
  const meant = (w, last) => {
    const s = stem(w), found = new Map(), exact = at.has(s);
    const take = (i, sure) => found.set(i, Math.max(found.get(i) || 0, sure));
    if (exact) take(at.get(s), 1);
    if (w.length > (!last ? 4 : exact ? 2 : 1)) terms.forEach((term, i) => {
      if (term.startsWith(w) || term.startsWith(s))
        take(i, (last ? 1 : 0.7) * (0.4 + 0.5 * Math.min(1, w.length / term.length)));
    });
    if (!found.size && w.length > 3 && w.length < 40) {
      sounds ||= terms.map(sound);
      sounds.forEach((like, i) => {
        const sure = [0.9, 0.7, 0.4][distance(sound(s), like, s.length > 6 ? 2 : 1)];
        if (sure) take(i, sure);
      });
    }
    return found;
  };
  const find = query => {
    const typed = words(query), kept = typed.filter(w => !stop.includes(w)).slice(0, 12);
    const scores = new Map(), marks = new Set(), groups = [];
    kept.forEach((w, i) => {
      const best = new Map(), found = meant(w, i == kept.length - 1);
      for (const joined of [kept[i - 1] + w, w + kept[i + 1]])
        if (at.has(stem(joined))) found.set(at.get(stem(joined)), 1);
      found.forEach((sure, term) => {
        const list = lists[term], rare = Math.log((docs.length + 1) / (list.length + 0.5));
        marks.add(terms[term]);
        for (const [doc, level] of list) best.set(doc, Math.max(best.get(doc) || 0, rare * level * sure));
      });
      best.forEach((score, doc) => {
        const [sum, hits] = scores.get(doc) || [0, 0];
        scores.set(doc, [sum + score, hits + 1]);
      });
    });
    const results = [...scores].map(([i, [sum, hits]]) => {
      const doc = docs[i], named = doc.stems.filter(s => marks.has(s)).length / doc.stems.length;
      return { doc, score: sum * doc.favour * (hits / kept.length) ** 2 * (1 + named / 2) };
    }).sort((a, b) => b.score - a.score).filter((one, i, all) => i < 60 && one.score > all[0].score / 6);
    for (const { doc } of results) {
      let group = groups.find(group => group.name == doc.group);
      if (!group) groups.push(group = { name: doc.group, docs: [] });
      group.docs.push(doc);
    }
    const stems = typed.map(stem), said = notes.filter(([about]) => words(about).every(w => stems.includes(stem(w))));
    return { count: results.length, groups, marks, note: said.sort((a, b) => b[0].length - a[0].length)[0]?.[1] };
  };
  root.trellisSearch = { words, stem, load, find };

  // The page, in the template's words.
  const form = here && document.querySelector("form[data-search]");
  if (!form) return;
  const id = name => document.getElementById("search-" + name);
  const field = form.elements.q, out = id("results"), status = id("status"), say = out.dataset;
  const base = here.replace(/assets\/search\.js.*/, "");
  let state, pause, speak, done, shown;
  const asked = () => new URLSearchParams(location.search).get("q") || "";
  const add = (to, name, text = "") => {
    const made = to.appendChild(document.createElement(name));
    made.textContent = text;
    return made;
  };
  const put = (text, n, q) => text.replace(/\{([nq])\}/g, (all, name) => name == "n" ? n : q);
  const marked = (to, text, marks) => {
    let from = 0;
    for (const { 0: one, index } of text.matchAll(word)) if (marks.has(stem(fold(one)))) {
      to.append(text.slice(from, index));
      add(to, "mark", one);
      from = index + one.length;
    }
    to.append(text.slice(from));
  };
  const list = (to, docs, marks, start) => {
    const ol = add(to, "ol");
    ol.start = start;
    for (const doc of docs) {
      const li = add(ol, "li"), link = add(li, "a");
      link.href = base + doc.href;
      marked(link, doc.title, marks);
      const names = doc.names.filter(name => words(name).some(w => marks.has(stem(w)))).join(", ");
      if (names) marked(add(li, "p"), put(say.also, 0, names), marks);
      if (doc.summary) marked(add(li, "p"), doc.summary, marks);
    }
  };
  const show = () => {
    const query = field.value.trim();
    if (query != asked()) try {
      history[done ? "pushState" : "replaceState"](null, "", "?q=" + encodeURIComponent(query));
      done = 0;
    } catch { /* in a folder */ }
    if (query == shown) return;
    clearTimeout(speak);
    out.textContent = status.textContent = shown = "";
    if (!query) return;
    if (state != 2) return start();
    shown = query;
    const { count, groups, marks, note } = find(query);
    const heading = put(count == 1 ? say.one : count ? say.many : say.none, count, query);
    add(out, "h2", heading);
    if (note) add(out, "p", note).className = "search-note";
    if (!count) add(out, "p", say.advice);
    for (const { name, docs } of groups) {
      add(out, "h3", out.getAttribute("data-group-" + name) || name);
      list(out, docs.slice(0, 5), marks, 1);
      if (docs.length < 6) continue;
      const more = add(out, "details");
      add(more, "summary", put(say.more, docs.length - 5, query));
      list(more, docs.slice(5), marks, 6);
    }
    speak = setTimeout(() => status.textContent = heading, 700);
  };
  const start = () => {
    if (state) return;
    state = 1;
    const script = document.head.appendChild(document.createElement("script"));
    script.onload = () => {
      load(trellisSearchData);
      state = 2;
      show();
    };
    script.onerror = () => {
      state = 0;
      status.textContent = say.failed;
    };
    // Strict websites take no address of a script that nobody answers for.
    const url = base + "assets/search-data.js";
    script.src = root.trustedTypes?.createPolicy("trellis-search", { createScriptURL: () => url }).createScriptURL(url) ?? url;
  };
  form.onsubmit = event => {
    event.preventDefault();
    show();
    done = 1;
  };
  field.onfocus = start;
  // Before the focus moves on.
  field.onchange = show;
  field.oninput = () => {
    clearTimeout(pause);
    pause = setTimeout(show, 200);
  };
  root.onpopstate = () => {
    field.value = asked();
    show();
    done = 1;
  };
  field.value ||= asked();
  if (field.value) show();
})(this);
