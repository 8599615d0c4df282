// "Find your way": two choices give the shortest ways, drawn. `#from=...&to=...` says which.
(root => {
  "use strict";
  const { put, add } = trellisDevice;
  const form = document.getElementById("ways-form");
  const SHOWN = 3, isWide = matchMedia("(min-width: 40em)");
  const id = name => document.getElementById("ways-" + name);
  const out = id("answer"), status = id("status"), from = id("from"), to = id("to");
  const say = key => form.getAttribute("data-" + key);
  const base = form.dataset.root;

  const begin = () => {
    const data = trellisWaysData, { places, steps, lists } = data, search = trellisWays(data);
    const title = document.title, language = document.documentElement.lang;
    const kind = place => places[place].id.split("/")[0];
    const name = place => places[place].title;
    const number = place => places.findIndex(one => one.id == place);
    const capital = text => text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
    const sound = text => text.replace(/\.$/, "");

    // People want to know of every job; of the rest, only what something leads to can be an end.
    const led = new Set(steps.flat().map(([place]) => place));
    const isOffered = (place, end) => places[place].roles ? places[place].roles.length : end == "from" || kind(place) == "roles" || led.has(place);
    const fill = (pick, end) => {
      add(pick, "option", say("choose-" + end), { value: "" });
      for (const group of end == "from" ? ["starting-points", "roles", "routes", "programmes", "professions"] : ["roles", "professions", "routes", "programmes"]) {
        const all = (lists[group] || []).filter(place => isOffered(place, end));
        if (group != "starting-points") all.sort((a, b) => name(a).localeCompare(name(b), language));
        if (!all.length) continue;
        const part = add(pick, "optgroup", "", { label: say(`${end}-${group}`) });
        for (const place of all) add(part, "option", name(place), { value: places[place].id });
      }
    };

    // Numbers in words.
    const grouped = n => "£" + n.toLocaleString(language);
    const range = ([least, most], tell) => most == null ? put(say("at-least"), { n: tell(least) })
      : least == most ? tell(most) : least == 0 ? put(say("up-to"), { n: tell(most) })
      : put(say("between"), { least: tell(least), most: tell(most) });
    // Some of several ways pay, nobody knows how much.
    const isOpen = ([least, most]) => !least && most == null;
    const count = (n, one, many) => put(say(n == 1 ? one : many), { n });
    const years = n => String(n / 12).replace(".5", "½").replace(/^0½/, "½");
    const time = n => n % 6 == 0 && n >= 12 ? count(years(n), "year", "years") : n < 24 ? count(n, "month", "months")
      : put(say("and"), { one: count(Math.floor(n / 12), "year", "years"), two: count(n % 12, "month", "months") });
    const times = ([least, most]) => {
      const inYears = n => n % 6 == 0 && n >= 12, inMonths = n => n < 24 && !inYears(n);
      if (least && most && least != most && inYears(least) && inYears(most)) return put(say("years"), { n: put(say("between"), { least: years(least), most: years(most) }) });
      if (least && most && least != most && most < 24 && (inMonths(least) || inMonths(most))) return put(say("months"), { n: put(say("between"), { least, most }) });
      return most === 0 ? say("no-time") : range([least, most], time);
    };
    const money = ([least, most]) => range([Math.floor(least / 100) * 100, most && Math.ceil(most / 100) * 100], grouped);
    const list = (to, all, link) => all.forEach((one, i) => {
      if (i) to.append(i == all.length - 1 ? say("or") : ", ");
      link(to, one);
    });
    const names = all => all.map(name).join(", ");
    const link = (to, place, part = "") => add(to, "a", name(place)).href = base + places[place].href + part;
    const find = (to, start, end, text) => add(to, "a", text).href = `#from=${places[start].id}&to=${places[end].id}`;

    // A box says what it is, what it asks for and what it pays.
    const box = (li, place, isEnd) => {
      const one = places[place];
      const inner = add(add(li, "div", "", { className: "ladder-box" + (isEnd ? " ladder-here" : "") }), "div");
      link(add(inner, "h4"), place);
      const what = one.type ? [say("type-" + one.type), one.level && put(say("level"), { n: one.level })] : [one.stage || say("one-" + kind(place))];
      add(inner, "p", what.filter(Boolean).join(", "));
      if (one.need) add(inner, "p", put(say("need"), { need: one.need }));
      if (one.pay) add(inner, "p", put(say("a-year"), { pay: range(one.pay, grouped) }));
      if (one.status) add(add(inner, "p"), "span", say("status-" + one.status), { className: "tag status-" + one.status });
    };
    const marks = (li, tags) => {
      const p = add(li, "p", "", { className: "tags" });
      for (const tag of tags) add(p, "span", tag, { className: "tag" }), p.append(" ");
    };
    // A line says how long, for how much, and how.
    const line = (li, way, at) => {
      const { routes, told } = search.takes(way, at), tags = [];
      if (routes.length) {
        const paid = told.yearly && told.yearly[1] !== 0, [one] = routes.map(route => places[route]);
        tags.push(told.months ? times(told.months) : one.long ? sound(one.long) : say("unknown"));
        if (paid) tags.push(isOpen(told.yearly) ? say("some-pay") : put(say("you-earn"), { pay: range(told.yearly, grouped) }));
        if (!told.cost) tags.push(one.cost_told ? sound(one.cost_told) : say("fees-unknown"));
        else if (told.cost[1]) tags.push(put(say("fees"), { n: range(told.cost, grouped) }));
        else if (!paid && routes.every(route => places[route].money == "no-fee")) tags.push(say("free"));
      }
      const by = way.steps[at].slice(2);
      if (by.length) list(add(li, "p", say("by") + " "), by, link);
      if (tags.length) marks(li, tags);
      add(li, "p", say("how-" + way.steps[at][1]), { className: "journey-how" });
    };
    const facts = (li, way) => {
      const dl = add(li, "dl", "", { className: "facts" }), all = search.total(way);
      const tell = { months: times, cost: cost => cost[1] ? range(cost, grouped) : say("no-cost"), wage: wage => wage[1] === 0 ? say("no-wage") : isOpen(wage) ? say("some-pay") : put(say("in-all"), { n: money(wage) }) };
      for (const key in all) {
        const { unknown, range } = all[key], one = add(dl, "div");
        add(one, "dt", say("fact-" + key));
        add(one, "dd", unknown ? put(say("no-total-" + key), { names: names(unknown) }) : capital(tell[key](range)));
      }
    };
    // What lies between both ends: places, or the routes of a single move.
    const between = way => {
      const passed = way.places.slice(1, -1);
      return passed.length ? passed.map(name).join(say("then")) : way.steps[0].slice(2).map(name).join(say("or")) || say("straight");
    };
    const draw = (ol, way, at) => {
      const li = add(ol, "li");
      const title = put(say("way"), { n: at + 1, by: between(way) });
      add(li, "h3", title, { className: "card-title" });
      marks(li, [count(way.steps.length, "step", "steps-many")]);
      facts(li, way);
      // On a phone the first way is drawn, and the others where they are asked for.
      const part = at && !isWide.matches ? add(li, "details", "", { className: "more" }) : li;
      if (part != li) add(part, "summary", say("steps")).append(" "), add(part.firstChild, "span", title, { className: "visually-hidden" });
      const rail = add(part, "ol", "", { className: "journey" });
      way.places.forEach((place, at) => {
        const stop = add(rail, "li");
        if (at) line(stop, way, at - 1);
        else add(stop, "p", say("here"), { className: "journey-how" });
        box(stop, place, at == way.steps.length);
      });
    };
    const assumed = ways => {
      const used = new Set(ways.flatMap(way => way.places.concat(way.steps.flatMap(step => step.slice(2)))));
      add(out, "p", put(say("assumed"), { years: data.years }), { className: "note" });
      for (const status of new Set([...used].map(place => places[place].status).filter(Boolean)))
        add(out, "p", `${say("status-" + status)}: ${say("status-" + status + "-about")}`, { className: "note" });
    };
    const there = end => [...(places[end].roles || [end])].map(place => kind(place) == "roles" ? [place, "#ways-in"] : [place, ""]);
    // No way: what comes nearest, and who gets there.
    const none = (start, end) => {
      add(out, "p", put(say("none"), { from: name(start), to: name(end) }));
      const near = search.nearest(start, end), helping = search.helping(start, end);
      const near_p = near != null && add(out, "p", say("nearest") + " ");
      if (near_p) find(near_p, start, near, name(near)), near_p.append(".");
      if (helping.length) list(add(out, "p", say("helping") + " "), helping, link);
      const others = (lists["starting-points"] || []).filter(place => place != start && search.find(place, end, 1).ways.length);
      if (others.length) {
        add(out, "h3", put(say("others"), { to: name(end) }));
        const ul = add(out, "ul", "", { className: "link-list" });
        for (const other of others) find(add(ul, "li"), other, end, name(other));
      }
    };
    const more = (end, isMore) => {
      const p = add(out, "p", (isMore ? say("more") : "") + " " + say("general") + " ", { className: "off-paper" });
      list(p, there(end), (to, [place, part]) => link(to, place, part));
    };

    let shown = "";
    const answer = (start, end) => {
      out.textContent = "";
      if (start == end) return add(out, "p", say("same")).textContent;
      const { ways, more: isMore } = search.find(start, end, SHOWN), both = { from: name(start), to: name(end) };
      add(out, "h2", put(say("heading"), both));
      document.title = `${put(say("heading"), both)} – ${title}`;
      if (ways.length) {
        const ol = add(out, "ol", "", { className: "cards ways-found" });
        ways.forEach((way, at) => draw(ol, way, at));
        assumed(ways);
      } else none(start, end);
      more(end, isMore);
      const paper = add(out, "p", say("page-address") + " ", { className: "on-paper" });
      add(paper, "span", location.href, { className: "page-address" });
      return ways.length ? put(say(ways.length == 1 ? "found-one" : "found"), { ...both, n: ways.length }) : put(say("none"), both);
    };
    const show = () => {
      const asked = new URLSearchParams(location.hash.slice(1));
      const [start, end] = ["from", "to"].map(one => number(asked.get(one)));
      from.value = start < 0 ? "" : places[start].id;
      to.value = end < 0 ? "" : places[end].id;
      // A place that is not offered leaves the choice open.
      for (const pick of [from, to]) if (pick.selectedIndex < 0) pick.value = "";
      const both = from.value && to.value ? `${start} ${end}` : "";
      if (both == shown) return;
      shown = both;
      // What helps to choose makes room for the answer.
      for (const part of document.querySelectorAll("[data-until-chosen]")) part.hidden = !!both;
      out.className = both && "one-sheet";
      if (both) return status.textContent = answer(start, end);
      out.textContent = status.textContent = "";
      document.title = title;
    };
    fill(from, "from");
    fill(to, "to");
    form.onchange = () => location.hash = new URLSearchParams([["from", from.value], ["to", to.value]].filter(([, value]) => value)).toString().replace(/%2F/g, "/") || "ways=";
    addEventListener("hashchange", show);
    show();
  };

  // A page opened from a folder may load classic scripts and nothing else. Strict websites take no address of a script that
  // nobody answers for.
  const policy = root.trustedTypes?.createPolicy("trellis-ways", { createScriptURL: url => url });
  const load = ([name, ...rest]) => {
    if (!name) return begin();
    const script = add(document.head, "script"), url = base + name;
    script.onload = () => load(rest);
    script.onerror = () => {
      form.hidden = true;
      add(out, "p", say("failed"));
    };
    script.src = policy?.createScriptURL(url) ?? url;
  };
  load(["assets/ways-data.js", "assets/ways-search.js"]);
})(this);
