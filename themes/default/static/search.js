// Search over assets/search-data.js, which is loaded on first use. Reads words as src/search/text.rs writes them.
(function (root) {
  "use strict";
  var here = root.document && document.currentScript && document.currentScript.getAttribute("src");
  var stop = {}, docs = [], groups = [], terms = [], lists = [], at = {}, notes = [];

  // --- words
  var odd = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ð: "d", þ: "th", ł: "l", đ: "d", ħ: "h", ı: "i" };
  var word = /[\p{Alphabetic}\p{N}][\p{Alphabetic}\p{N}'’ʼ\u0300-\u036f]*/gu;

  function fold(text) {
    return text.toLowerCase().normalize("NFC").replace(/[’ʼ]/g, "'").replace(/[\u0300-\u036f]/g, "")
      .replace(/[\u00c0-\u024f\u1e00-\u1eff]/g, function (c) {
        return odd[c] || c.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
      }).replace(/'+$/, "").replace(/'s$/, "").replace(/'/g, "");
  }
  function words(text) {
    return (text.match(word) || []).map(fold).filter(Boolean);
  }

  // --- stems: the English stemmer of Snowball
  var special = {};
  "skis ski skies sky dying die lying lie tying tie idly idl gently gentl ugly ugli early earli only onli singly singl"
    .split(" ").forEach(function (w, i, all) { if (i % 2) special[all[i - 1]] = w; });
  "sky news howe atlas cosmos bias andes".split(" ").forEach(function (w) { special[w] = w; });
  var step2 = table("ational:ate fulness:ful iveness:ive ization:ize ousness:ous biliti:ble lessli:less tional:tion " +
    "alism:al aliti:al ation:ate entli:ent fulli:ful iviti:ive ousli:ous abli:able alli:al anci:ance ator:ate " +
    "enci:ence izer:ize bli:ble");
  var step3 = table("ational:ate tional:tion alize:al icate:ic iciti:ic ative: ical:ic ness: ful:");
  var step4 = table("ement: able: ance: ence: ible: ment: ant: ate: ent: ion: ism: iti: ive: ize: ous: al: er: ic:");

  function table(text) {
    return text.split(" ").map(function (rule) { return rule.split(":"); });
  }
  function stem(w) {
    if (!/^[a-z0-9]{3,}$/.test(w)) return w;
    w = w.replace(/([iy])z(e|es|ed|er|ers|ing|able|ations?)$/, "$1s$2");
    if (special.hasOwnProperty(w)) return special[w];
    w = w.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
    var head = /^(gener|commun|arsen)/.exec(w);
    var r1 = head ? head[0].length : after(w, 0), r2 = after(w, r1);
    if (/sses$/.test(w)) w = w.slice(0, -2);
    else if (/ie[ds]$/.test(w)) w = w.slice(0, w.length > 4 ? -2 : -1);
    else if (/[aeiouy].*[^us]s$/.test(w) && /[aeiouy].+s$/.test(w)) w = w.slice(0, -1);
    if (/^((inn|out|cann|herr|earr)ing|(pro|ex|suc)ceed)$/.test(w)) return w;
    var end = /(eed|ed|ing)(ly)?$/.exec(w);
    if (end && end[1] == "eed") {
      if (end.index >= r1) w = w.slice(0, end.index + 2);
    } else if (end && /[aeiouy]/.test(w.slice(0, end.index))) {
      w = w.slice(0, end.index);
      if (/(at|bl|iz)$/.test(w)) w += "e";
      else if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(w)) w = w.slice(0, -1);
      else if (w.length == r1 && short(w)) w += "e";
    }
    w = w.replace(/(.[^aeiouy])[yY]$/, "$1i");
    w = swap(w, step2, r1, function (x) {
      if (/ogi$/.test(x)) return /logi$/.test(x) && x.length - 3 >= r1 ? x.slice(0, -1) : x;
      return /[cdeghkmnrt]li$/.test(x) && x.length - 2 >= r1 ? x.slice(0, -2) : x;
    });
    w = swap(w, step3, r1);
    w = swap(w, step4, r2);
    if (/e$/.test(w)) {
      if (w.length > r2 || w.length > r1 && !short(w.slice(0, -1))) w = w.slice(0, -1);
    } else if (/ll$/.test(w) && w.length > r2) w = w.slice(0, -1);
    return w.toLowerCase();

    function swap(x, rules, from, otherwise) {
      for (var i = 0; i < rules.length; i++) {
        var tail = rules[i][0], cut = x.length - tail.length;
        if (!x.endsWith(tail)) continue;
        if (cut < from || tail == "ative" && cut < r2 || tail == "ion" && !/[st]$/.test(x.slice(0, cut))) return x;
        return x.slice(0, cut) + rules[i][1];
      }
      return otherwise ? otherwise(x) : x;
    }
  }
  function after(w, from) {
    var found = w.slice(from).search(/[aeiouy][^aeiouy]/);
    return found < 0 ? w.length : from + found + 2;
  }
  function short(w) {
    return /^[aeiouy][^aeiouy]$|[^aeiouy][aeiouy][^aeiouywxY]$/.test(w);
  }

  // --- the index
  function load(data) {
    var before = "", p = 0, q = 0;
    data.stop.split(" ").forEach(function (w) { stop[w] = 1; });
    groups = data.groups.map(function (group) { return group.split(" "); });
    notes = data.notes.split("\n").map(function (line) { return line.split("\t"); });
    docs = data.docs.split("\n").map(function (line) {
      var part = line.split("\t"), group = groups[part[0]];
      return { group: group[0], favour: group[1] / 10, href: part[1], title: part[2], summary: part[3],
        names: part[4] ? part[4].split("; ") : [], stems: words(part[2]).map(stem) };
    });
    data.terms.replace(/([A-Z])([^A-Z]*)/g, function (all, same, rest) {
      before = before.slice(0, same.charCodeAt(0) - 65) + rest;
      at[before] = terms.push(before) - 1;
    });
    lists = terms.map(function () {
      for (var list = [], next = 0, level = 0; !level || level > 96; list.push([next - 1, (level & 31) / 12])) {
        level = data.levels.charCodeAt(q++);
        next += number() + 1;
      }
      return list;
    });
    function number() {
      for (var above = 0, c; (c = digit()) > 59;) above = above * 31 + c - 60;
      return above * 60 + c;
    }
    function digit() {
      var c = data.steps.charCodeAt(p++);
      return c - (c > 92 ? 36 : 35);
    }
  }

  // How words sound, more or less: fisio and physio are one.
  function sound(w) {
    return w.replace(/ph/g, "f").replace(/y/g, "i").replace(/ae/g, "e").replace(/(.)\1/g, "$1");
  }
  // Edits from one word to another, up to a limit; two letters the wrong way round are one edit.
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return 9;
    for (var rows = [], i = 0; i <= a.length; i++) {
      rows[i] = [i];
      for (var j = 1, least = i; j <= b.length; j++) {
        var same = a[i - 1] == b[j - 1];
        rows[i][j] = !i ? j : Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
          rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
        least = Math.min(least, rows[i][j]);
      }
      if (least > most) return 9;
    }
    return rows[a.length][b.length];
  }
  // Stems of the index that a typed word may mean, each with how sure that is.
  function meant(w, last) {
    var s = stem(w), found = {}, any;
    function take(i, sure) { any = found[i] = Math.max(found[i] || 0, sure); }
    if (s in at) take(at[s], 1);
    if (last && w.length > (any ? 2 : 1)) terms.forEach(function (term, i) {
      if (term.startsWith(w) || term.startsWith(s)) take(i, 0.4 + 0.5 * Math.min(1, w.length / term.length));
    });
    if (!any && w.length > 3) {
      var most = s.length > 6 ? 2 : 1, like = sound(s);
      terms.forEach(function (term, i) {
        var edits = distance(like, sound(term), most);
        if (edits <= most) take(i, [0.9, 0.7, 0.4][edits]);
      });
    }
    return found;
  }

  function find(query) {
    var typed = words(query), kept = typed.filter(function (w) { return !stop[w]; });
    var total = {}, hits = {}, marks = {};
    kept.forEach(function (w, i) {
      var best = {}, found = meant(w, i == kept.length - 1);
      // Parts of one word: "health care", "x ray".
      [kept[i - 1] + w, w + kept[i + 1]].forEach(function (joined) {
        if (stem(joined) in at) found[at[stem(joined)]] = 1;
      });
      for (var term in found) {
        var list = lists[term], rare = Math.log(1 + (docs.length - list.length + 0.5) / (list.length + 0.5));
        marks[terms[term]] = 1;
        list.forEach(function (hit) {
          best[hit[0]] = Math.max(best[hit[0]] || 0, rare * hit[1] * found[term]);
        });
      }
      for (var doc in best) {
        total[doc] = (total[doc] || 0) + best[doc];
        hits[doc] = (hits[doc] || 0) + 1;
      }
    });
    var results = Object.keys(total).map(function (i) {
      var doc = docs[i], named = doc.stems.filter(function (s) { return marks[s]; }).length / doc.stems.length;
      return { doc: doc, score: total[i] * doc.favour * Math.pow(hits[i] / kept.length, 1.5) * (1 + named / 2) };
    }).sort(function (a, b) { return b.score - a.score || (a.doc.href < b.doc.href ? -1 : 1); });
    results = results.filter(function (one) { return one.score > results[0].score / 6; }).slice(0, 60);
    // Groups in the order of their best result.
    var byGroup = {}, ordered = [];
    results.forEach(function (one) {
      var name = one.doc.group;
      if (!byGroup[name]) ordered.push(byGroup[name] = { name: name, docs: [] });
      byGroup[name].docs.push(one.doc);
    });
    var note = notes.filter(function (note) {
      return note[0].split(" ").every(function (w) { return typed.map(stem).indexOf(stem(w)) >= 0; });
    }).sort(function (a, b) { return b[0].length - a[0].length; })[0];
    return { count: results.length, groups: ordered, marks: marks, note: note && note[1], best: results };
  }

  root.trellisSearch = { words: words, stem: stem, load: load, find: find };
})(this);
