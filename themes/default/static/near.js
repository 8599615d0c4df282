// What is near the middle of a postcode district. The data is loaded on first use; what is typed stays in the page, and
// on this device only if asked. `near.html#M13` opens with the answer.
(root => {
  "use strict";
  const NEAREST = 4, EARTH_IN_MILES = 3958.8;
  const { read, write, put, add } = trellisDevice;
  const id = name => document.getElementById("near-" + name);
  const form = id("form"), field = id("district"), status = id("status"), out = id("answer"), say = out.dataset;
  const base = document.currentScript.getAttribute("src").replace(/assets\/near\.js.*/, "");
  let data, loading, shown;

  // The district of a whole postcode or of its first half; nothing if it is neither.
  const district = text =>
    /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})?$/.exec(text.toUpperCase().replace(/[^A-Z\d]/g, ""))?.[1];
  const rows = text => text ? text.split("\n").map(line => line.split("\t")) : [];
  const unpack = packed => ({
    ...packed,
    places: rows(packed.places).map(([title, town, href, kind, lat, lon, note]) =>
      ({ title, town, href, kind: +kind, at: [lat / 1000, lon / 1000], note: packed.notes[note] })),
    districts: new Map(rows(packed.districts).map(([name, lat, lon, area]) => [name, {
      at: [lat / 1000, lon / 1000], area: packed.areas[parseInt(area)], unsure: area.endsWith("?") }])),
  });
  // By the haversine formula.
  const miles = ([lat, lon], [toLat, toLon]) => {
    const turn = degrees => degrees * Math.PI / 180, half = degrees => Math.sin(turn(degrees) / 2) ** 2;
    const part = half(toLat - lat) + Math.cos(turn(lat)) * Math.cos(turn(toLat)) * half(toLon - lon);
    return 2 * EARTH_IN_MILES * Math.asin(Math.sqrt(part));
  };
  const far = n => n < 1 ? say.less : n < 1.5 ? say.mile : put(say.miles, { n: Math.round(n) });
  // The nearest places of each kind.
  const nearest = from => data.kinds.map(([title, href], kind) => {
    const places = data.places.filter(place => place.kind == kind).map(place => ({ ...place, miles: miles(from, place.at) }));
    return { title, href, places: places.sort((a, b) => a.miles - b.miles).slice(0, NEAREST) };
  });
  root.trellisNear = { district, load: packed => data = unpack(packed), nearest, miles, get: name => data.districts.get(name) };

  const link = (to, text, href) => {
    if (!href) return to.append(text);
    const made = add(to, "a", text);
    made.href = /^https?:/.test(href) ? href : base + href;
    if (made.href == href) made.rel = "external";
  };
  const places = (to, list) => {
    const ul = add(to, "ul", "", { className: "rows" });
    for (const place of list) {
      const li = add(ul, "li");
      link(li, place.title, place.href);
      if (place.town) li.append(" "), add(li, "span", place.town, { className: "town" });
      if (place.miles != null) li.append(" "), add(li, "span", far(place.miles), { className: "far" });
    }
  };
  const keep = q => {
    const p = add(out, "p", "", { className: "tools" });
    const button = add(p, "button", "", { type: "button", className: "quiet" });
    const told = () => button.textContent = put(read("near") == q ? say.forget : say.keep, { q });
    button.onclick = () => {
      const had = read("near") == q, done = write("near", had ? null : q);
      hint(!done ? say.refused : had ? "" : put(say.kept, { q }), true);
      told();
    };
    told();
  };
  // What went wrong is seen; that there is an answer is heard, and seen below.
  const hint = (text, isSeen) => {
    status.className = isSeen ? "told" : "visually-hidden";
    status.textContent = text;
  };
  const tell = text => {
    out.hidden = true;
    shown = "";
    hint(text, true);
  };
  const answer = q => {
    const here = data.districts.get(q);
    if (!here) return tell(put(say.unknown, { q }));
    out.textContent = "";
    out.hidden = false;
    shown = q;
    add(out, "h2", put(say.title, { q }));
    if (here.area) {
      const p = add(out, "p", (here.unsure ? say.probably : say.board) + " ");
      link(p, here.area[0], here.area[1]);
      p.append(".");
    }
    add(out, "p", say.line, { className: "note" });
    const kinds = nearest(here.at);
    for (const kind of kinds) {
      link(add(out, "h3"), kind.title, kind.href);
      for (const note of new Set(kind.places.map(place => place.note).filter(Boolean))) add(out, "p", note, { className: "note" });
      places(out, kind.places);
    }
    if (here.area?.[2].length) {
      add(out, "h3", say.here);
      places(out, here.area[2].map(([title, href]) => ({ title, href })));
    }
    keep(q);
    hint(put(say.spoken, { q, n: kinds.reduce((sum, kind) => sum + kind.places.length, 0) }));
  };
  const show = q => {
    if (data) return answer(q);
    loading = q;
    if (id("data")) return;
    const script = add(document.head, "script", "", { id: "near-data" });
    script.onload = () => {
      data = unpack(trellisNearData);
      answer(loading);
    };
    script.onerror = () => {
      script.remove();
      tell(say.failed);
    };
    script.src = base + "assets/near-data.js";
  };
  const start = () => {
    const asked = district(location.hash.replace(/%20/g, " ")) || !field.value && !shown && read("near");
    const q = district(typeof asked == "string" ? asked : "");
    if (!q || q == shown) return;
    field.value = q;
    show(q);
  };
  form.onsubmit = event => {
    event.preventDefault();
    const q = district(field.value);
    if (!q) return tell(say.none);
    field.value = q;
    if (location.hash != "#" + q) history.pushState(null, "", "#" + q);
    show(q);
  };
  addEventListener("popstate", start);
  addEventListener("hashchange", start);
  start();
})(this);
