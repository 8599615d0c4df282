// What would be found is shown beside the fields while somebody types. Without this, it is told after saving.
(function () {
  'use strict';
  var form = document.getElementById('edit');
  if (!form || !window.AbortController) return;
  // Nobody is asked while letters come, and nothing is said aloud before a longer rest.
  var REST = 250;
  var SILENCE = 1500;
  var asked = null;
  var rest = 0;
  var silence = 0;
  var known = words(document.querySelectorAll('#findings li'));

  function words(items) {
    return Array.prototype.map.call(items, function (one) { return one.textContent.trim().replace(/\s+/g, ' '); });
  }

  function make(name, text, kind) {
    var one = document.createElement(name);
    if (text) one.textContent = text;
    if (kind) one.className = kind;
    return one;
  }

  // What stands between backticks is code; a backtick without a second one is only a sign.
  function coded(into, text) {
    var parts = text.split('`');
    parts.forEach(function (part, at) {
      var isCode = at % 2 === 1 && at < parts.length - 1;
      into.append(isCode ? make('code', part) : (at % 2 === 1 ? '`' : '') + part);
    });
    return into;
  }

  function must(point) {
    return point.level === 'error';
  }

  function lineButton(line) {
    var button = make('button', 'Line ' + line + ':', 'line');
    button.type = 'button';
    button.onclick = function () {
      var text = document.getElementById('text');
      var lines = text.value.split('\n');
      var from = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
      text.focus();
      text.setSelectionRange(from, from + (lines[line - 1] || '').length);
      // A browser shows what is chosen where the field is entered.
      text.blur();
      text.focus();
    };
    return button;
  }

  function note(point) {
    var line = make('p');
    line.append(make('b', must(point) ? 'To be mended:' : 'To look at:'), ' ');
    if (point.line) line.append(lineButton(point.line), ' ');
    coded(line, point.message);
    if (point.help) coded(line, '. ' + point.help);
    return line;
  }

  // The notes of one field: they stand between its help and what is typed.
  function show(field, points) {
    var id = field.id;
    var box = field.closest('.field');
    var notes = document.getElementById(id + '-found');
    box.classList.toggle('found', points.length > 0);
    if (notes) notes.remove();
    var ids = (field.getAttribute('aria-describedby') || '').split(' ').filter(function (one) { return one && one !== id + '-found'; });
    if (points.length) {
      notes = make('div', '', 'found-here');
      notes.id = id + '-found';
      points.forEach(function (point) { notes.append(note(point)); });
      var isHead = field.tagName === 'H3' || field.tagName === 'SUMMARY';
      (document.getElementById(id + '-help') || (isHead ? field : box.querySelector('label'))).after(notes);
      ids.push(notes.id);
    }
    if (field.tagName === 'H3' || field.tagName === 'SUMMARY') return;
    if (ids.length) field.setAttribute('aria-describedby', ids.join(' ')); else field.removeAttribute('aria-describedby');
    if (points.length) field.setAttribute('aria-invalid', 'true'); else field.removeAttribute('aria-invalid');
  }

  // All of them, above the form.
  function list(points) {
    var old = document.getElementById('findings');
    if (!points.length) { if (old) old.remove(); return []; }
    var box = make('section', '', 'note look');
    box.id = 'findings';
    box.setAttribute('aria-labelledby', 'found');
    var head = make('h2', points.length === 1 ? 'One thing to look at' : points.length + ' things to look at');
    head.id = 'found';
    head.tabIndex = -1;
    var items = make('ul');
    // What must be mended comes first.
    points.filter(must).concat(points.filter(function (point) { return !must(point); })).forEach(function (point) {
      var item = make('li');
      if (must(point)) item.append(make('b', 'To be mended:'), ' ');
      var link = point.id ? make('a') : make('span');
      if (point.id) link.href = '#' + point.id;
      item.append(coded(link, point.message));
      items.append(item);
    });
    box.append(head, items, make('p', 'You can save all the same. What is to be mended must be, before the site is published.'));
    if (old) old.replaceWith(box); else document.querySelector('#main .where').before(box);
    return words(items.children);
  }

  function count(points) {
    var stops = points.filter(must).length;
    var looks = points.length - stops;
    var parts = [];
    if (stops) parts.push(stops + ' to be mended');
    if (looks) parts.push(looks + ' to look at');
    return parts.join(', ');
  }

  // What is told beside the buttons.
  function state(answer) {
    form.querySelectorAll('.go').forEach(function (go) {
      var said = go.querySelector('.checked') || go.appendChild(make('span', '', 'checked'));
      said.textContent = '';
      if (answer.away) said.append(answer.away);
      else if (answer.cannot) said.append(answer.cannot);
      else if (answer.points.length) {
        var link = make('a', count(answer.points));
        link.href = '#found';
        said.append(link);
      } else said.append('Nothing to mend here');
      if (answer.elsewhere) said.append(coded(make('span', '', 'more-found'), 'This would be found elsewhere: ' + answer.elsewhere));
      if (answer.is_stale) said.append(make('span', 'Somebody has changed the file meanwhile. You will see both when you save.', 'more-found'));
    });
  }

  function announce(told, answer) {
    var before = known;
    var fresh = told.filter(function (one) { return before.indexOf(one) < 0; });
    var gone = before.filter(function (one) { return told.indexOf(one) < 0; });
    clearTimeout(silence);
    if (!fresh.length && !gone.length) return;
    silence = setTimeout(function () {
      known = told;
      var rest = fresh.length > 2 ? ' And ' + (fresh.length - 2) + ' more.' : '';
      var left = count(answer.points);
      document.getElementById('told').textContent = fresh.length
        ? fresh.slice(0, 2).join('. ') + '.' + rest
        : 'Mended. ' + (left ? 'Left: ' + left + '.' : 'Nothing is left to mend here.');
    }, Math.max(0, SILENCE - REST));
  }

  // Where somebody writes stays where it is on the screen, whatever comes above it.
  function inPlace(change) {
    var at = form.contains(document.activeElement) ? document.activeElement : null;
    var before = at && at.getBoundingClientRect().top;
    document.documentElement.style.overflowAnchor = 'none';
    change();
    if (at) window.scrollBy(0, at.getBoundingClientRect().top - before);
    document.documentElement.style.overflowAnchor = '';
  }

  function take(answer) {
    if (answer.is_old) return;
    inPlace(function () {
      state(answer);
      if (answer.cannot) return;
      var early = document.getElementById('early');
      if (early) early.remove();
      var by = {};
      answer.points.forEach(function (point) { (by[point.id] = by[point.id] || []).push(point); });
      form.querySelectorAll('.field > [id^="field-"], #text').forEach(function (field) {
        if (!/-(help|found|theirs)$/.test(field.id)) show(field, by[field.id] || []);
      });
      var told = list(answer.points);
      if (answer.elsewhere) told.push('Elsewhere: ' + answer.elsewhere.replace(/`/g, ''));
      announce(told, answer);
    });
    // The page beside the form waits for this: findings come first.
    form.dispatchEvent(new CustomEvent('trellis-looked'));
  }

  function ask() {
    if (asked) asked.abort();
    asked = new AbortController();
    var fields = new URLSearchParams(new FormData(form));
    fetch(form.dataset.check, { method: 'POST', body: fields, signal: asked.signal, cache: 'no-store' })
      .then(function (answer) {
        if (!answer.ok) throw new Error('Load the page again to see what is found while you type.');
        return answer.json();
      })
      .then(take)
      .catch(function (error) {
        if (error.name === 'AbortError') return;
        state({ points: [], away: error.name === 'Error' ? error.message : 'The server is away, so nothing is looked at while you type.' });
      });
  }

  function wait() {
    clearTimeout(rest);
    clearTimeout(silence);
    rest = setTimeout(ask, REST);
  }

  form.addEventListener('input', wait);
  form.addEventListener('change', wait);
  form.addEventListener('submit', function () {
    clearTimeout(rest);
    clearTimeout(silence);
    if (asked) asked.abort();
  });
  document.querySelectorAll('[data-line]').forEach(function (one) { one.replaceWith(lineButton(Number(one.dataset.line))); });
})();
