// What is near the middle of a postcode district or a town, and organisations by their names. The data is loaded on first
// use; what is typed stays in the page, and on this device only if asked. `near.html#M13` opens with the answer.
(root => {
  "use strict";
  const NEAREST = 4, MOST_CALLED = 20, EARTH_IN_MILES = 3958.8;
  const { read, write, put, add } = trellisDevice;
  const id = name => document.getElementById("near-" + name);
  const form = id("form"), field = id("district"), status = id("status"), out = id("answer"), say = out.dataset;
  const base = document.currentScript.getAttribute("src").replace(/assets\/near\.[^/]*$/, "");
  let data, loading, shown;

  // The district of a whole postcode or of its first half; nothing if it is neither.
  const district = text =>
    /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})?$/.exec(text.toUpperCase().replace(/[^A-Z\d]/g, ""))?.[1];
  // What can be looked for: a district, or else a name.
  const looked = text => {
    const name = text.trim().replace(/\s+/g, " ");
    return district(text) || (/^\p{L}[\p{L}\p{M}'’.,& -]{2,59}$/u.test(name) ? name : undefined);
  };
  const words = text => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f'’]/g, "").match(/[a-z0-9]+/g) || [];
  const rows = (text, mark = "\t") => text ? text.split("\n").map(line => line.split(mark)) : [];
  const middle = points => [0, 1].map(i => points.reduce((sum, point) => sum + point[i], 0) / points.length);
  // Towns and councils, each in the middle of what is known of it.
  const spots = ({ councils, districts, places }) => {
    const found = new Map(), known = new Set();
    for (const council of councils) {
      const own = [...districts.values()].filter(one => one.council == council.name);
      if (!own.length) continue;
      const unsure = own.some(one => one.area != council.area);
      found.set(council.name, { name: council.name, at: middle(own.map(one => one.at)), area: council.area, unsure });
      known.add(words(council.name).join(" "));
    }
    for (const { town } of places) {
      if (!town || found.has(town) || known.has(words(town).join(" "))) continue;
      const own = places.filter(one => one.town == town);
      found.set(town, { name: town, at: middle(own.map(one => one.at)), area: own[0].area });
    }
    return [...found.values()];
  };
  const unpack = packed => {
    const councils = rows(packed.councils).map(([name, area]) => ({ name, area: packed.areas[area] }));
    const named = numbers => numbers.map(number => packed.entries[number]);
    for (const area of packed.areas) area.push(...area.splice(2).map(named));
    const made = {
      ...packed, councils, everywhere: named(packed.everywhere),
      places: rows(packed.places).map(([title, town, href, kind, lat, lon, note, area, offer]) => ({
        title, town, href: href.replace(/^~/, "https://www."), kind: +kind, at: [lat / 1000, lon / 1000],
        note: packed.notes[note], area: packed.areas[area], offers: packed.offers[offer] })),
      districts: new Map(rows(packed.districts, " ").map(([name, lat, lon, area = "", council]) => [name, {
        name, at: [lat / 1000, lon / 1000], area: packed.areas[parseInt(area)] || councils[council]?.area,
        unsure: area.endsWith("?"), council: councils[council]?.name }])),
    };
    return { ...made, spots: spots(made) };
  };
  // By the haversine formula.
  const miles = ([lat, lon], [toLat, toLon]) => {
    const turn = degrees => degrees * Math.PI / 180, half = degrees => Math.sin(turn(degrees) / 2) ** 2;
    const part = half(toLat - lat) + Math.cos(turn(lat)) * Math.cos(turn(toLat)) * half(toLon - lon);
    return 2 * EARTH_IN_MILES * Math.asin(Math.sqrt(part));
  };
  const far = n => n < 1 ? say.less : n < 1.5 ? say.mile : put(say.miles, { n: Math.round(n) });
  // The nearest places of each kind, and how many of them an area has.
  const nearest = (from, area) => data.kinds.map(([title, href, part], kind) => {
    const places = data.places.filter(place => place.kind == kind).map(place => ({ ...place, miles: miles(from, place.at) }));
    const here = places.filter(place => area && place.area == area).length;
    return { title, href, part, here, places: places.sort((a, b) => a.miles - b.miles).slice(0, NEAREST) };
  });
  // What a name may mean: the place that is called so, or else those with all of its words.
  const called = name => {
    const asked = words(name);
    const has = text => asked.every(one => words(text).some(word => word.startsWith(one)));
    const exact = data.spots.filter(spot => words(spot.name).join(" ") == asked.join(" "));
    return {
      spots: exact.length ? exact : data.spots.filter(spot => has(spot.name)),
      places: data.places.filter(place => has(place.title)),
      areas: data.areas.filter(([title]) => has(title)),
    };
  };

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
      if (place.offers) li.append(" "), add(li, "span", place.offers, { className: "town" });
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
  const open = q => {
    out.textContent = "";
    out.hidden = false;
    shown = q;
  };
  const entries = (title, list) => {
    if (!list?.length) return;
    add(out, "h3", title);
    places(out, list.map(([title, href]) => ({ title, href })));
  };
  // Several places, or organisations, are called so.
  const choose = (q, found) => {
    open(q);
    add(out, "h2", put(say.called, { q }));
    if (found.spots.length) {
      add(out, "h3", say.which);
      const ul = add(out, "ul", "", { className: "rows" });
      for (const { name } of found.spots.slice(0, MOST_CALLED)) add(add(ul, "li"), "a", name).href = "#" + encodeURIComponent(name);
    }
    entries(say.areas, found.areas);
    if (found.places.length) {
      add(out, "h3", say.places);
      places(out, found.places.slice(0, MOST_CALLED));
    }
    hint(put(say.found, { q, n: found.spots.length + found.areas.length + found.places.length }));
  };
  const answer = asked => {
    const found = data.districts.has(asked) || district(asked) ? null : called(asked);
    const here = found ? found.spots.length == 1 && found.spots[0] : data.districts.get(asked);
    if (!here && (found?.spots.length || found?.areas.length || found?.places.length)) return choose(asked, found);
    if (!here) return tell(put(found ? say.nameless : say.unknown, { q: asked }));
    const q = here.name;
    open(asked);
    add(out, "h2", put(say.title, { q }));
    if (here.area) {
      const p = add(out, "p", (here.unsure ? say.probably : say.board) + " ");
      link(p, here.area[0], here.area[1]);
      p.append(".");
      if (here.council) p.append(" " + put(say.council, { q, council: here.council }));
    }
    add(out, "p", put(say.line, { q }), { className: "note" });
    const kinds = nearest(here.at, here.area);
    for (const kind of kinds) {
      link(add(out, "h3"), kind.title, kind.href);
      for (const note of new Set(kind.places.map(place => place.note).filter(Boolean))) add(out, "p", note, { className: "note" });
      places(out, kind.places);
      if (kind.here && here.area[1])
        link(add(out, "p"), put(say.all, { n: kind.here, area: here.area[0] }), here.area[1] + "#" + kind.part);
    }
    const [, , programmes, events, partners, stories] = here.area || [];
    entries(say.programmes, programmes);
    entries(say.events, events);
    entries(say.here, partners);
    entries(say.stories, stories);
    entries(say.everywhere, data.everywhere);
    keep(asked);
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
    // Strict websites take no address of a script that nobody answers for.
    const url = base + "assets/near-data.js";
    script.src = root.trustedTypes?.createPolicy("trellis-near", { createScriptURL: () => url }).createScriptURL(url) ?? url;
  };
  const start = () => {
    let hash = location.hash.slice(1);
    try {
      hash = decodeURIComponent(hash);
    } catch { /* no way in which addresses are written */ }
    const asked = looked(hash) || !field.value && !shown && read("near");
    const q = looked(typeof asked == "string" ? asked : "");
    if (!q || q == shown) return;
    field.value = q;
    show(q);
  };
  form.onsubmit = event => {
    event.preventDefault();
    const q = looked(field.value), to = "#" + encodeURIComponent(q);
    if (!q) return tell(say.none);
    field.value = q;
    if (location.hash != to) history.pushState(null, "", to);
    show(q);
  };
  addEventListener("popstate", start);
  addEventListener("hashchange", start);
  start();
})(this);
