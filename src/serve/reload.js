// Keeps one page fresh while its author writes. Sent by `trellis serve` only, never part of a built site.
(function () {
  'use strict';
  var own = document.currentScript;
  // The version of this page, and that of the newest news.
  var version = Number(own.dataset.version);
  var seen = version;
  var path = own.dataset.path;
  // Pages of the desk say themselves what is wrong, and exchange their parts.
  var isDesk = own.dataset.desk !== undefined;
  var channel = 'BroadcastChannel' in window ? new BroadcastChannel('trellis') : null;
  var key = 'trellis:' + location.pathname;
  var host = null;

  // A file of the theme is known without the mark of its bytes, which changes with them.
  function pathOf(url) {
    var at = new URL(url, location.href);
    if (at.origin !== location.origin) return null;
    return decodeURIComponent(at.pathname.slice(1)).replace(/^(assets\/.+)\.[0-9a-f]{8}(\.[a-z0-9]+)$/, '$1$2');
  }

  // ---- What a reload must not lose: place, typing, open parts.

  function controls() {
    return Array.prototype.slice.call(document.querySelectorAll('input,textarea,select,details'));
  }

  function keep() {
    var state = { x: scrollX, y: scrollY, fields: {}, focus: null };
    controls().forEach(function (control, index) {
      if (control.type === 'password' || control.type === 'file') return;
      var name = control.tagName + ':' + (control.id || control.name || '') + ':' + index;
      var open = control.tagName === 'DETAILS' ? control.open : undefined;
      state.fields[name] = { open: open, value: control.value, checked: control.checked };
      if (control === document.activeElement) state.focus = name;
    });
    try { sessionStorage.setItem(key, JSON.stringify(state)); } catch (full) { /* a reload without it is fine */ }
  }

  function restore() {
    var state = null;
    try { state = JSON.parse(sessionStorage.getItem(key)); sessionStorage.removeItem(key); } catch (none) { return; }
    if (!state) return;
    controls().forEach(function (control, index) {
      var name = control.tagName + ':' + (control.id || control.name || '') + ':' + index;
      var kept = state.fields[name];
      if (!kept) return;
      if (control.tagName === 'DETAILS') { control.open = kept.open; return; }
      var differs = control.value !== kept.value || control.checked !== kept.checked;
      if (control.type === 'checkbox' || control.type === 'radio') control.checked = kept.checked;
      else if (kept.value !== undefined) control.value = kept.value;
      if (differs) {
        control.dispatchEvent(new Event('input', { bubbles: true }));
        control.dispatchEvent(new Event('change', { bubbles: true }));
      }
      if (name === state.focus) control.focus({ preventScroll: true });
    });
    scrollTo(state.x, state.y);
    addEventListener('load', function () { scrollTo(state.x, state.y); });
  }

  function reload() {
    keep();
    location.reload();
  }

  // ---- Files that are swapped in place.

  function swapStyles(version) {
    document.querySelectorAll('link[rel~="stylesheet"]').forEach(function (link) {
      if (pathOf(link.href) === null || link.dataset.leaving) return;
      var fresh = link.cloneNode();
      var url = new URL(link.href);
      url.searchParams.set('v', version);
      fresh.href = url.href;
      link.dataset.leaving = '1';
      fresh.onload = fresh.onerror = function () { link.remove(); };
      link.after(fresh);
    });
  }

  function swapImages(changed, version) {
    document.querySelectorAll('img[src]').forEach(function (image) {
      if (changed.indexOf(pathOf(image.src)) < 0) return;
      var url = new URL(image.src);
      url.searchParams.set('v', version);
      image.src = url.href;
    });
  }

  function usesScript(changed) {
    return Array.prototype.some.call(document.scripts, function (script) {
      return script.src && changed.indexOf(pathOf(script.src)) >= 0;
    });
  }

  // ---- Problems, over the last good page and out of reach of its styles.

  var STYLE = ':host{all:initial}section{position:fixed;z-index:2147483647;inset:auto 1rem 1rem 1rem;max-height:80vh;overflow:auto;' +
    'font:16px/1.5 system-ui,sans-serif;color:#111;background:#fff;border:3px solid #b00020;box-shadow:0 4px 24px #0006;box-sizing:border-box;padding:1rem}' +
    'pre{white-space:pre-wrap;overflow-wrap:anywhere;font:14px/1.4 ui-monospace,monospace}h2{font-size:1.1rem;margin:0}p{margin:.5rem 0 0}' +
    'button{font:inherit;float:right;min-height:2rem}a{color:#0b5394}summary{cursor:pointer;min-height:2rem;padding:.25rem 0}';

  function words(number, one) {
    return number + ' ' + one + (number === 1 ? '' : 's');
  }

  function hide() {
    if (!host) return;
    host.remove();
    host = null;
    document.body.style.paddingBottom = '';
  }

  // Whether what is wrong stands in the file of this page, or of the one that was asked for and is not there.
  function isOwn(news) {
    var asked = decodeURIComponent(location.pathname.slice(1));
    return [path, asked, asked + 'index.html', asked + '/index.html'].some(function (one) { return news.pages.indexOf(one) >= 0; });
  }

  function title(news, mine) {
    var errors = words(news.errors, 'error');
    if (news.freshness === 'old' || (news.freshness === 'in part' && mine)) return errors + ': this is the last good page';
    if (mine) return errors + ': the site cannot be published like this';
    return 'This page is up to date. Elsewhere: ' + errors + ', so the site cannot be published yet';
  }

  // Mistakes of others are a line that can be opened: they must not hide what somebody is at work on.
  function show(news) {
    hide();
    // Where there is no good page, the findings are the page.
    if (isDesk || path === '' || !news.errors) return;
    host = document.createElement('trellis-problems');
    var root = host.attachShadow({ mode: 'open' });
    var sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    var box = document.createElement('section');
    var mine = news.freshness === 'old' || isOwn(news);
    box.setAttribute('role', mine ? 'alert' : 'status');
    var found = news.html + '<p><a href="/_trellis/">See everything at the desk</a></p>';
    // The server has escaped whatever came from files.
    box.innerHTML = '<button type="button">Close</button><h2>' + title(news, mine) + '</h2>' +
      (mine ? found : '<details><summary>What is wrong, and where</summary>' + found + '</details>');
    box.querySelector('button').onclick = hide;
    root.append(box);
    document.body.append(host);
    // What is below it can be scrolled into sight.
    document.body.style.paddingBottom = box.offsetHeight + 32 + 'px';
  }

  // ---- News. Each piece says from which version on it counts.

  function take(news) {
    if (news.version <= seen) return;
    if (news.after > seen) { ask(); return; }
    seen = news.version;
    document.dispatchEvent(new CustomEvent('trellis-news'));
    if (isDesk) return;
    if (!news.changed || path === '') return reload();
    // What came with this version or before is here already.
    var changed = news.changed.filter(function (one, index) { return news.since[index] > version; });
    if (changed.indexOf(path) >= 0 || usesScript(changed)) return reload();
    // The page that stands in for a missing one goes when the real one comes.
    var asked = decodeURIComponent(location.pathname.slice(1));
    if (path === '404.html' && changed.some(function (one) { return one === asked || one === asked + 'index.html' || one === asked + '/index.html'; })) return reload();
    if (changed.some(function (one) { return /\.css$/.test(one); })) swapStyles(news.version);
    swapImages(changed, news.version);
    show(news);
  }

  function ask() {
    return fetch('/_trellis/news?after=' + seen, { cache: 'no-store' })
      .then(function (answer) { return answer.json(); }).then(take, function () { /* the server is away */ });
  }

  // One stream for all tabs of a browser: a browser opens six connections to a server, and a stream keeps its own.
  function listen() {
    return new Promise(function () {
      var stream = null;
      function connect() {
        stream = new EventSource('/_trellis/events?after=' + seen);
        stream.onmessage = function (event) {
          var news = JSON.parse(event.data);
          if (channel) channel.postMessage(news);
          take(news);
        };
        stream.onerror = function () {
          if (stream.readyState !== EventSource.CLOSED) return;
          setTimeout(connect, 1000);
        };
      }
      connect();
    });
  }

  if (channel) channel.onmessage = function (event) { take(event.data); };
  addEventListener('pageshow', function (event) { if (event.persisted) ask(); });
  restore();
  fetch('/_trellis/news?after=' + seen, { cache: 'no-store' }).then(function (answer) { return answer.json(); })
    .then(function (news) { if (news.version > seen) take(news); else if (news.version === seen) show(news); }, function () { /* the server is away */ });
  if (navigator.locks && channel) navigator.locks.request('trellis', listen);
  else setInterval(ask, 1000);
})();
