// Search over search-data.js, loaded on first use. Reads words as src/search/text.rs does.
(root => {
  "use strict";
  const here = root.document && document.currentScript?.getAttribute("src");
  const at = new Map(), terms = [];
  let stop, weak, docs, lists, notes, asks, near, sounds, rules;

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
    if (end?.[1] == "eed") w = end.index < r1 ? w : start + "ee";
    else if (end && /[aeiouy]/.test(start)) {
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
    const forms = text => text.split(",").map(form => form.split(" ").map(stem));
    notes = rows("notes").map(([typed, say, leads, href, title]) =>
      ({ forms: forms(typed), words: words(typed), say, leads: leads ? leads.split(" ") : [], href, title }));
    asks = rows("asks").map(([part, label, phrases]) => ({ part, label, phrases: forms(phrases || "") }));
    weak = data.weak.split(" ").map(stem);
    near = data.near;
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
  const heard = new Map();
  const sound = w => {
    if (!heard.has(w)) heard.set(w, w.replace(/ph/g, "f").replace(/y/g, "i").replace(/ae/g, "e").replace(/(.)\1/g, "$1"));
    return heard.get(w);
  };
  // Edits from a to b; two swapped letters are one.
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return 9;
    let before, row = Array.from({ length: b.length + 1 }, (c, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const last = row, next = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        let steps = Math.min(last[j] + 1, next[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
        if (i > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) steps = Math.min(steps, before[j - 2] + 1);
        next.push(steps);
        if (steps < least) least = steps;
      }
      // Two swapped letters can win back one step, no more.
      if (least > most + 1) return 9;
      before = last;
      row = next;
    }
    return row[b.length];
  };
  const isLike = (s, other) => s == other ||
    other.length > 4 && !at.has(s) && distance(sound(s), sound(other), 1) < 2;
  // Words as titles and people have them: a slip is nearer to those than to a stem.
  const vocabulary = () => {
    const found = new Map(), add = w => at.has(stem(w)) && found.set(sound(w), at.get(stem(w)));
    for (const doc of docs) for (const text of [doc.title, ...doc.names]) words(text).forEach(add);
    for (const note of notes) note.words.forEach(add);
    return [...found];
  };
  // Stems that a word may mean, and how sure that is.
  const meant = (w, last, strict) => {
    const s = stem(w), found = new Map(), exact = at.has(s);
    const take = (i, sure) => found.set(i, Math.max(found.get(i) || 0, sure));
    if (exact) take(at.get(s), 1);
    if (strict) return found;
    if (w.length > (!last ? 4 : exact ? 2 : 1)) terms.forEach((term, i) => {
      if (term.startsWith(w) || term.startsWith(s))
        take(i, (last ? exact ? 0.6 : 1 : 0.5) * (0.4 + 0.5 * Math.min(1, w.length / term.length)));
    });
    if (!found.size && w.length > 3 && w.length < 40) {
      sounds ||= [...vocabulary(), ...terms.map((term, i) => [sound(term), i])];
      const most = w.length > 6 ? 2 : 1, far = sounds.map(([like]) => distance(sound(w), like, most)), least = Math.min(...far);
      if (least <= most) far.forEach((steps, i) => steps == least && take(sounds[i][1], [0.9, 0.8, 0.6][steps]));
    }
    return found;
  };
  // How rare the likeliest meaning of a word is.
  const rarity = found => {
    const sure = Math.max(...found.values()), most = [...found].filter(one => one[1] == sure).map(one => lists[one[0]].length);
    return Math.log((docs.length + 1) / (Math.max(...most) + 0.5));
  };
  const isLittle = s => stop.includes(s) || weak.includes(s);
  // Notes on phrases that are typed, the longest first, not on their parts: a foot doctor is no doctor.
  const saidOf = stems => {
    const all = stems.every(isLittle), said = [];
    for (const note of notes) {
      const fits = note.forms.filter(form => (all || !form.every(isLittle)) &&
        form.every(f => stop.includes(f) || stems.some(s => isLike(s, f))));
      if (fits.length) said.push({ note, form: fits.sort((a, b) => b.length - a.length)[0] });
    }
    return said.sort((a, b) => b.form.length - a.form.length).filter(({ form }, i) =>
      !said.some((more, j) => j < i && more.form.length > form.length && form.every(f => more.form.includes(f))));
  };
  // Documents by how well they fit; `least` is how strongly the weakest word speaks for each.
  const rank = (typed, said, marks, strict) => {
    const kept = typed.filter(w => !stop.includes(w)).slice(0, 12), scores = new Map();
    const isSaid = s => said.some(one => one.form.some(f => isLike(s, f)));
    const isWeak = w => isLittle(stem(w)) && !isSaid(stem(w)), rest = kept.some(w => !isWeak(w));
    let whole = 0, telling = 0;
    kept.forEach((w, i) => {
      const best = new Map(), found = meant(w, i == kept.length - 1, strict), s = stem(w);
      for (const joined of [kept[i - 1] + w, w + kept[i + 1]])
        if (at.has(stem(joined))) found.set(at.get(stem(joined)), 1);
      const little = rest && isWeak(w), share = (found.size ? rarity(found) : 4) * (little ? 0.2 : 1);
      const take = (doc, level) => best.set(doc, Math.max(best.get(doc) || 0, level));
      found.forEach((sure, term) => {
        marks.set(terms[term], Math.max(marks.get(terms[term]) || 0, little ? 0.2 : sure));
        for (const [doc, level] of lists[term]) if (!strict || level > 4) take(doc, level * sure);
      });
      for (const { note, form } of said)
        if (form.some(f => isLike(s, f))) note.leads.forEach((doc, j) => take(+doc, 12 * 0.93 ** j));
      if (!little) whole += share;
      telling += !little;
      best.forEach((level, doc) => {
        const [sum, hits, least, n] = scores.get(doc) || [0, 0, 12, 0];
        scores.set(doc, [sum + share * level, hits + share * !little, little ? least : Math.min(least, level), n + !little]);
      });
    });
    return [...scores].map(([i, [sum, hits, least, n]]) => {
      const doc = docs[i], named = doc.stems.reduce((all, s) => all + (marks.get(s) || 0), 0) / doc.stems.length;
      return { doc, least: n == telling ? least : 0, score: sum * doc.favour * (hits / whole) ** 2 * (1 + named / 2) };
    }).sort((a, b) => b.score - a.score);
  };
  // Where a phrase begins in what is typed.
  const spot = (phrase, stems) => stems.findIndex((s, i) => phrase.every((p, j) => p == stems[i + j]));
  // What is asked, and the words that it is asked about.
  const question = typed => {
    const stems = typed.map(stem), gone = new Set();
    let ask, longest = 0, end = 0;
    for (const one of asks) for (const phrase of one.phrases) {
      const begin = spot(phrase, stems);
      if (begin >= 0 && phrase.length > longest) [ask, longest, end] = [one, phrase.length, begin + phrase.length];
    }
    for (const phrase of ask?.phrases || []) {
      const begin = spot(phrase, stems);
      if (begin >= 0) phrase.forEach((p, j) => gone.add(begin + j));
    }
    // "No qualifications" is not asked about a job.
    if (saidOf(stems).some(({ form, note }) => !note.href && form.length > 1 &&
        form.some(f => gone.has(stems.indexOf(f))) && stems.every(s => isLittle(s) || form.includes(s))))
      return { about: typed };
    const isPlace = ask?.part == "near";
    return { ask, isPlace, about: typed.filter((w, i) => !gone.has(i) && !(isPlace && i >= end)), place: typed.slice(end) };
  };
  const put = (text, n, q) => text.replace(/\{([nq])\}/g, (all, name) => name == "n" ? n : q);
  const find = query => {
    const typed = words(query), groups = [], best = [], { ask, isPlace, about, place } = question(typed);
    const isFull = list => list.some(w => !stop.includes(w));
    let asked = ask && isFull(about) ? about : typed, said = saidOf(asked.map(stem)), marks = new Map(), results;
    const look = () => {
      const other = said.find(one => one.note.href);
      const strict = other && asked.every(w => isLittle(stem(w)) || other.form.some(f => isLike(stem(w), f)));
      results = rank(asked, said, marks = new Map(), strict);
      if (other) best.push({ group: "elsewhere", href: other.note.href, title: other.note.title, summary: other.note.say, names: [] });
    };
    look();
    if (isPlace && near) {
      const q = place.filter(w => !stop.includes(w)).join(" ");
      best.push({ group: "pages", href: near + (q && "#" + encodeURIComponent(q)), title: put(ask.label, 0, q).trim(), summary: "", names: [] });
    } else if (ask && asked != typed && !best.length) {
      const least = results[0]?.score * 0.5;
      const roles = results.filter(one => one.doc.group == "roles" && one.least >= 5 && one.score >= least);
      for (const { doc, score } of roles.slice(0, 2)) if (score > roles[0].score * 0.8)
        best.push({ ...doc, href: doc.href + "#" + ask.part, title: put(ask.label, 0, doc.title), summary: "", names: [] });
      if (!best.length) {
        asked = typed;
        said = saidOf(typed.map(stem));
        look();
      }
    }
    results = results.filter((one, i, all) => i < 60 && one.score > all[0].score / 6).map(one => one.doc);
    const count = results.length + best.length;
    best.push(...results.splice(0, 5));
    if (best.length) groups.push({ name: "best", docs: best });
    for (const doc of results) {
      let group = groups.find(group => group.name == doc.group);
      if (!group) groups.push(group = { name: doc.group, docs: [] });
      group.docs.push(doc);
    }
    marks = new Set([...marks].filter(one => one[1] > 0.3).map(one => one[0]));
    return { count, groups, marks, note: said.find(one => !one.note.href)?.note.say };
  };
  root.trellisSearch = { words, stem, load, find };

  // The page, in the template's words.
  const form = here && document.querySelector("form[data-search]");
  if (!form) return;
  const id = name => document.getElementById("search-" + name);
  const field = form.elements.q, out = id("results"), status = id("status"), say = out.dataset;
  // Hides what is below until results stand, so that nothing moves.
  const clear = is => out.classList.toggle("waiting", is);
  const base = here.replace(/assets\/search\.[^/]*$/, "");
  let state, pause, speak, done, shown, typing, heading;
  const asked = () => new URLSearchParams(location.search).get("q") || "";
  const add = (to, name, text = "") => {
    const made = to.appendChild(document.createElement(name));
    made.textContent = text;
    return made;
  };
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
    if (start > 1) ol.start = start;
    for (const doc of docs) {
      const li = add(ol, "li"), link = add(li, "a");
      link.href = /^https?:/.test(doc.href) ? doc.href : base + doc.href;
      if (start == "kinds") add(li, "p", out.getAttribute("data-one-" + doc.group)).className = "search-kind";
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
    if (query == shown) {
      if (!typing && query) status.textContent = heading;
      return;
    }
    clearTimeout(speak);
    out.textContent = status.textContent = shown = "";
    if (!query) return;
    if (state != 2) return start();
    shown = query;
    clear(true);
    requestAnimationFrame(() => requestAnimationFrame(() => clear(false)));
    const { count, groups, marks, note } = find(query);
    heading = put(count == 1 ? say.one : count ? say.many : say.none, count, query);
    add(out, "h2", heading);
    if (note) add(out, "p", note).className = "search-note";
    if (!count) add(out, "p", say.advice);
    for (const { name, docs } of groups) {
      add(out, "h3", out.getAttribute("data-group-" + name) || name);
      if (name == "best") {
        list(out, docs, marks, "kinds");
        continue;
      }
      list(out, docs.slice(0, 5), marks, 1);
      if (docs.length < 6) continue;
      const more = add(out, "details");
      add(more, "summary", put(say.more, docs.length - 5, query));
      list(more, docs.slice(5), marks, 6);
    }
    // Nobody is told of results while they type.
    speak = setTimeout(() => status.textContent = heading, typing ? 2000 : 100);
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
      clear(false);
      status.textContent = say.failed;
    };
    // Strict sites take no address of a script that nobody answers for.
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
    clearTimeout(speak);
    pause = setTimeout(() => {
      typing = 1;
      show();
      typing = 0;
    }, 200);
  };
  root.onpopstate = () => {
    field.value = asked();
    show();
    done = 1;
  };
  field.value ||= asked();
  if (field.value) {
    clear(true);
    show();
  }
})(this);
