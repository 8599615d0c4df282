// Finds ways in the data of "Find your way" by the rules of `trellis path`, in the same order, and adds up what they take.
(root => {
  "use strict";
  // Partial ways that are kept before the search gives up.
  const MOST_PARTIAL = 500000;
  const JOB = /^(progress|sideways|step-off)$/;

  root.trellisWays = ({ places, steps, lists }) => {
    const before = places.map(() => []), beside = places.map(() => []);
    steps.forEach((list, from) => list.forEach(([to]) => {
      before[to].push(from);
      beside[from].push(to);
      beside[to].push(from);
    }));
    const onward = place => steps[place].map(([to]) => to);
    // A profession stands for any of its roles.
    const ends = place => places[place].roles || [place];
    // For each place that can be reached from some, the fewest steps.
    const spread = (from, next) => {
      const far = new Map(from.map(place => [place, 0])), queue = [...from];
      for (const at of queue) {
        for (const to of next(at)) if (!far.has(to)) far.set(to, far.get(at) + 1), queue.push(to);
      }
      return far;
    };

    // Up to `most` ways, the shortest first: each a list of places, and the steps between them. Partial ways are followed
    // in the order of the shortest length that they can have, then the nearest to their end, then the oldest.
    const find = (from, to, most) => {
      const left = spread(ends(to), at => before[at]), goals = new Set(ends(to));
      const queue = [], found = { ways: [], more: false };
      const push = (way, rest) => {
        if (rest == null) return;
        ((queue[way.length + rest] ??= [])[rest] ??= []).push(way);
        partial++;
      };
      const pop = () => {
        for (const row of queue) for (const [rest, list] of (row || []).entries()) if (list?.length) return [list.shift(), rest];
        return [];
      };
      const passed = way => {
        const all = new Set();
        for (; way; way = way.by) all.add(way.at);
        return all;
      };
      // The fewest steps that are left of a partial way, which passes no place twice.
      const leftOf = way => {
        const seen = passed(way), queue = [[way.at, 1]];
        for (const [at, length] of queue) for (const to of onward(at)) {
          if (seen.has(to) || !left.has(to)) continue;
          if (goals.has(to)) return length;
          seen.add(to);
          queue.push([to, length + 1]);
        }
      };
      const told = way => {
        const made = { places: [], steps: [] };
        for (; way; way = way.by) {
          made.places.unshift(way.at);
          if (way.step) made.steps.unshift(way.step);
        }
        return made;
      };
      let partial = 0;
      for (const start of ends(from)) push({ at: start, length: 0 }, left.get(start));
      for (let way, rest; [way, rest] = pop(), way;) {
        if (way.length && goals.has(way.at)) {
          if (found.ways.length == most) return { ...found, more: true };
          found.ways.push(told(way));
        } else {
          const trueRest = leftOf(way);
          // It leads round what was passed, and its turn comes later, or nowhere.
          if (trueRest == null || trueRest > rest) {
            push(way, trueRest);
            continue;
          }
        }
        if (partial > MOST_PARTIAL) return { ...found, more: true };
        const before = passed(way);
        for (const step of steps[way.at]) {
          if (!before.has(step[0])) push({ at: step[0], by: way, length: way.length + 1, step }, left.get(step[0]));
        }
      }
      return found;
    };

    // What can be reached and is nearest to the end, whichever direction the steps between the two have.
    const nearest = (from, to) => {
      const far = spread(ends(to), at => beside[at]), starts = ends(from);
      const reached = [...spread(starts, onward).keys()].filter(place => far.has(place) && !starts.includes(place));
      const rank = place => [far.get(place), places[place].id.startsWith("roles/") ? 0 : 1, place];
      const less = (one, two) => one.find((part, i) => part != two[i]) < two.find((part, i) => part != one[i]);
      return reached.reduce((best, place) => best == null || less(rank(place), rank(best)) ? place : best, null);
    };
    // Routes within reach that only help people apply.
    const helping = (from, to) => {
      const reached = spread(ends(from), onward), goals = ends(to);
      return lists.routes.filter(route => reached.has(route) && places[route].helps?.some(role => goals.includes(role)));
    };

    // What lies behind a step: the course that one leaves, or the routes by which people move to another job. What is left
    // of the place where somebody starts is not known, and is not counted.
    const spent = (way, number) => {
      const [, kind, ...by] = way.steps[number], from = way.places[number];
      if (JOB.test(kind)) return by.length ? by : [way.places[number + 1]];
      return number && !places[from].id.startsWith("roles/") ? [from] : [];
    };
    // The least and the most of alternatives; `null` has no end, and nothing is known if one is not known.
    const either = ranges => ranges.some(range => !range) ? undefined
      : [Math.min(...ranges.map(([least]) => least)), ranges.some(([, most]) => most == null) ? null : Math.max(...ranges.map(([, most]) => most))];
    const sum = ranges => ranges.reduce(([a, b], [least, most]) => [a + least, b == null || most == null ? null : b + most], [0, 0]);
    const pounds = ({ months, wage }) => !wage ? undefined : wage[1] == 0 ? [0, 0]
      : months && [wage[0] * months[0] / 12, wage[1] == null || months[1] == null ? null : wage[1] * months[1] / 12];
    const fact = { months: one => one.months, cost: one => one.cost, wage: pounds, yearly: one => one.wage };

    // What a step takes, costs and brings, as ranges.
    const takes = (way, number) => {
      const routes = spent(way, number), told = {};
      for (const name in fact) told[name] = routes.length ? either(routes.map(one => fact[name](places[one]))) : [0, 0];
      return { routes, told, unknown: name => routes.filter(one => !fact[name](places[one])) };
    };
    // The same of a whole way: no sum where a step is not known, but the places that are not.
    const total = way => {
      const made = {}, all = way.steps.map((_, number) => takes(way, number));
      for (const name of ["months", "cost", "wage"]) {
        const unknown = [...new Set(all.flatMap(step => step.unknown(name)))];
        made[name] = unknown.length ? { unknown } : { range: sum(all.map(step => step.told[name])) };
      }
      return made;
    };
    return { find, nearest, helping, takes, total };
  };
})(this);
