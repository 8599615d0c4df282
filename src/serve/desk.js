// Keeps a page of the desk fresh, and opens files without leaving it. Everything works without this, by loading anew.
(function () {
  'use strict';
  if (document.currentScript.dataset.desk === undefined) return;
  var PARTS = ['.menu', '#main', '.foot'];
  // The parts as they came; readers may have opened or filled in something since.
  var came = {};
  PARTS.forEach(function (name) { came[name] = document.querySelector(name).outerHTML; });
  var busy = false;
  var again = false;

  function tell(words) {
    document.getElementById('told').textContent = words;
  }

  // What an exchange must not lose: where the reader is, what is typed, and which parts are open.
  function keep(main) {
    var focusable = 'a,button,input,select,summary,[tabindex]';
    var controls = function (root) { return Array.prototype.slice.call(root.querySelectorAll(focusable)); };
    var called = function (one) { return one.id || one.getAttribute('href') || one.textContent; };
    var at = main.contains(document.activeElement) ? called(document.activeElement) : null;
    var fields = Array.prototype.map.call(main.querySelectorAll('input,select'), function (one) { return [one.id, one.value]; });
    var open = Array.prototype.map.call(main.querySelectorAll('details[open] > summary'), called);
    return function (fresh) {
      fields.forEach(function (field) {
        var one = field[0] && fresh.querySelector('#' + CSS.escape(field[0]));
        if (one) one.value = field[1];
      });
      fresh.querySelectorAll('details').forEach(function (one) { one.open = open.indexOf(called(one.firstElementChild)) >= 0; });
      var same = at && controls(fresh).find(function (one) { return called(one) === at; });
      if (same) same.focus({ preventScroll: true });
    };
  }

  function exchange(html) {
    var fresh = new DOMParser().parseFromString(html, 'text/html');
    PARTS.forEach(function (name) {
      var old = document.querySelector(name);
      var now = fresh.querySelector(name);
      // What is being written is not exchanged.
      if (!old || !now || came[name] === now.outerHTML || old.querySelector('[data-keep]')) return;
      came[name] = now.outerHTML;
      var restore = keep(old);
      old.replaceWith(now);
      restore(now);
      if (name === '#main') tell('This page has changed.');
    });
    if (!document.querySelector('main [data-keep]')) document.title = fresh.title;
  }

  function refresh() {
    if (busy) { again = true; return; }
    busy = true;
    fetch(location.href, { cache: 'no-store' })
      .then(function (answer) { return answer.text(); }).then(exchange).catch(function () { /* the server is away */ })
      .then(function () {
        busy = false;
        if (again) { again = false; refresh(); }
      });
  }

  document.addEventListener('submit', function (event) {
    var button = event.submitter;
    if (event.target.id !== 'opener' || !button || button.dataset.plain) return;
    event.preventDefault();
    fetch(button.formAction, { method: 'POST' }).then(function (answer) {
      if (answer.ok) return tell('Your editor has been asked to open the file.');
      // What went wrong is told by a page of its own.
      button.dataset.plain = '1';
      button.click();
    }, function () { tell('The server is away.'); });
  });

  // What was not done is read first. It answers a form, so that loading this address anew would lose it.
  var refused = document.getElementById('refused');
  if (refused) refused.focus();

  // Whoever leaves with unsaved words is asked.
  var form = document.querySelector('form[data-keep]');
  var isChanged = !!form && !!refused;
  if (form) {
    form.addEventListener('input', function () { isChanged = true; });
    form.addEventListener('submit', function () { isChanged = false; });
    window.addEventListener('beforeunload', function (event) { if (isChanged) event.preventDefault(); });
    // A finding leads to its field, also where that is folded away.
    document.addEventListener('click', function (event) {
      var to = event.target.closest && event.target.closest('#findings a[href^="#"]');
      var field = to && document.getElementById(to.hash.slice(1));
      if (!field) return;
      event.preventDefault();
      for (var box = field.closest('details'); box; box = box.parentElement.closest('details')) box.open = true;
      field.focus();
    });
    // What was found comes as soon as it is known.
    document.addEventListener('trellis-news', function () {
      if (!isChanged && document.getElementById('early')) location.reload();
    });
  }

  document.addEventListener('trellis-news', refresh);
})();
