// The page as it would look stands beside the form while somebody types. Without this, the form is as it is.
(function () {
  'use strict';
  var form = document.getElementById('edit');
  var address = form && form.dataset.preview;
  if (!address || !window.AbortController || !window.matchMedia) return;
  var wide = matchMedia('(min-width: 75rem)');
  // As wide as most screens of computers are; what a phone is wide stands in the style sheet.
  var COMPUTER = 1280;
  var asked = null;
  var due = true;
  var shown = null;
  // What the page that is shown loads.
  var loads = '';

  function make(name, text, kind) {
    var one = document.createElement(name);
    if (text) one.textContent = text;
    if (kind) one.className = kind;
    return one;
  }

  function recall(key) {
    try { return localStorage.getItem('trellis:preview:' + key); } catch (none) { return null; }
  }

  function remember(key, value) {
    try { localStorage.setItem('trellis:preview:' + key, value); } catch (none) { /* it is as always next time */ }
  }

  var box = make('details', '', 'preview');
  box.id = 'preview';
  var said = make('p', '', 'hint');
  said.setAttribute('role', 'status');
  var screen = make('div', '', 'screen');
  var frame = make('iframe');
  frame.title = 'The page as it would look: ' + form.dataset.title;
  // No script, no form, no window, no other page: of what a page may do, only to be looked at is left. That it counts as
  // one of this server lets its style sheets load, and this script keep its place.
  frame.setAttribute('sandbox', 'allow-same-origin');
  screen.append(frame);

  function width(value, words) {
    var label = make('label');
    var radio = make('input');
    radio.type = 'radio';
    radio.name = 'preview-width';
    radio.value = value;
    radio.checked = (recall('width') || 'phone') === value;
    radio.onchange = function () { remember('width', value); fit(); };
    label.append(radio, ' ' + words);
    return label;
  }

  var widths = make('fieldset', '', 'widths');
  widths.append(make('legend', 'Shown as on'), width('phone', 'a phone'), width('computer', 'a computer'));
  box.append(make('summary', 'The page as it would look'), widths, said, screen);

  function fit() {
    var isComputer = wide.matches && widths.querySelector('[value=computer]').checked;
    box.classList.toggle('computer', isComputer);
    var scale = isComputer ? screen.clientWidth / COMPUTER : 1;
    frame.style.width = isComputer ? COMPUTER + 'px' : '';
    frame.style.height = isComputer ? screen.clientHeight / scale + 'px' : '';
    frame.style.transform = isComputer ? 'scale(' + scale + ')' : '';
  }

  function open() {
    var kept = recall(wide.matches ? 'wide' : 'narrow');
    box.open = kept ? kept === 'open' : wide.matches;
    fit();
  }

  function tell(words) {
    if (said.textContent !== words) said.textContent = words;
  }

  // What can be looked at only is not in the way of the keyboard.
  function still(page) {
    page.querySelectorAll('a[href], area[href], button, input, select, textarea').forEach(function (one) { one.tabIndex = -1; });
  }

  function place(page, top) {
    page.defaultView.scrollTo({ top: top, behavior: 'instant' });
  }

  function partOf(page, id) {
    var part = id && page.getElementById(id);
    return part ? part.getBoundingClientRect().top + page.defaultView.scrollY : null;
  }

  // Links lead nowhere, but to other parts of the page.
  function press(event) {
    var link = event.target.closest && event.target.closest('a[href]');
    if (!link) return;
    event.preventDefault();
    var page = frame.contentDocument;
    var isHere = link.href.split('#')[0] === page.baseURI.split('#')[0];
    var top = isHere && link.hash ? partOf(page, decodeURIComponent(link.hash.slice(1))) : null;
    if (top !== null) place(page, top);
  }

  // Other words come in the place of those that are there, so that nothing flickers and the place is kept.
  function exchange(page, fresh) {
    var top = page.defaultView.scrollY;
    var folds = Array.prototype.map.call(page.querySelectorAll('details'), function (one) { return one.open; });
    page.documentElement.lang = fresh.documentElement.lang;
    // Other colours come in the place of those that the page may have.
    var colours = page.head.querySelector('style[nonce]');
    if (colours) colours.textContent = fresh.head.querySelector('style[nonce]').textContent;
    page.body.replaceWith(page.adoptNode(fresh.body));
    page.querySelectorAll('details').forEach(function (one, at) { if (at in folds) one.open = folds[at]; });
    still(page);
    place(page, top);
  }

  function draw(html, anchor) {
    if (html === shown) return;
    var fresh = new DOMParser().parseFromString(html, 'text/html');
    var wanted = Array.prototype.map.call(fresh.head.querySelectorAll('link[rel=stylesheet], style, base'), function (one) {
      // The server sends the newest file, whatever mark its name bears.
      return one.nonce ? 'colours' : one.outerHTML.replace(/\.[0-9a-f]{8}\.css/, '.css');
    }).join(' ');
    var page = shown && frame.contentDocument;
    shown = html;
    if (page && page.body && loads === wanted) return exchange(page, fresh);
    var top = page ? page.defaultView.scrollY : null;
    loads = wanted;
    frame.onload = function () {
      var page = frame.contentDocument;
      page.addEventListener('click', press);
      still(page);
      if (top === null) top = partOf(page, anchor);
      if (top !== null) place(page, top);
    };
    frame.srcdoc = html;
  }

  function take(answer) {
    if (answer.is_old) return;
    box.hidden = answer.is_nowhere;
    if (answer.html) {
      draw(answer.html, answer.anchor);
      screen.hidden = false;
      fit();
      return tell(answer.note || 'Nothing is saved by this. Links and buttons do nothing here.');
    }
    if (!answer.cannot) return;
    screen.hidden = !shown;
    tell(answer.cannot + (shown ? ' This is the page as it was before the last change.' : ' Mend what was found first.'));
  }

  function ask() {
    due = true;
    if (!box.open) return;
    due = false;
    if (asked) asked.abort();
    asked = new AbortController();
    var fields = new URLSearchParams(new FormData(form));
    fetch(address, { method: 'POST', body: fields, signal: asked.signal, cache: 'no-store' })
      .then(function (answer) { return answer.ok ? answer.json() : { cannot: 'It cannot be shown now.' }; })
      .then(take)
      .catch(function () { /* whoever types has asked anew, or the server is away */ });
  }

  form.before(box);
  open();
  wide.addEventListener('change', open);
  window.addEventListener('resize', fit);
  // Only a person's choice is remembered.
  box.firstElementChild.addEventListener('click', function () { remember(wide.matches ? 'wide' : 'narrow', box.open ? 'closed' : 'open'); });
  box.addEventListener('toggle', function () {
    fit();
    if (box.open && due) ask();
  });
  form.addEventListener('trellis-looked', ask);
  document.addEventListener('trellis-news', ask);
  form.addEventListener('submit', function () { if (asked) asked.abort(); });
  ask();
})();
