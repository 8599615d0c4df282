// The toolbar at the end of a served page, for those who write it. Sent by `trellis serve` only, never part of a built
// site, and out of reach of the page's own styles. What it says comes from the server as text and addresses.
(function () {
  'use strict';
  var own = document.currentScript;
  if (own.dataset.desk !== undefined) return;
  var KEY = 'trellis:toolbar';
  var host = null;
  var shown = '';

  var STYLE = ':host{all:initial;display:block;clear:both}' +
    '@media print{:host{display:none}}' +
    '*{box-sizing:border-box}' +
    'aside{font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:#f6fbf2;background:#0c2e26;border-top:4px solid #ffd25e}' +
    'details{max-width:70rem;margin:0 auto;padding:0 1rem}' +
    'summary{cursor:pointer;padding:.625rem 0;min-height:2.75rem;font-weight:700}' +
    '.body{display:flex;flex-wrap:wrap;gap:.75rem 2rem;align-items:start;padding-bottom:1.25rem}' +
    'p,ul{margin:0;padding:0}ul{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem;flex:1 1 100%}' +
    '.what{flex:1 1 100%;overflow-wrap:anywhere}.path{font:.875rem ui-monospace,Menlo,Consolas,monospace;color:#cfe5d2}' +
    'a,button{font:inherit;color:inherit}li a{display:block;min-height:2.75rem;padding:.375rem .875rem;border:1px solid #8fb3a4;border-inline-start:6px solid #86c46c;border-radius:.5rem;text-decoration:none}' +
    'li a.look{border-inline-start-color:#ffd25e}li a.stop{border-inline-start-color:#ff9f78}li a:hover,.do:hover{text-decoration:underline}' +
    'li b{font-weight:400;color:#cfe5d2}' +
    '.do{display:inline-flex;align-items:center;min-height:2.75rem;padding:.375rem 1rem;border:2px solid #f6fbf2;border-radius:.5rem;background:none;font-weight:700;text-decoration:none;cursor:pointer}' +
    '.main{background:#f6fbf2;color:#0c2e26}code{font:.875rem ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere;user-select:all}' +
    ':focus-visible{outline:3px solid #ffd25e;outline-offset:3px;border-radius:2px}' +
    '@media(forced-colors:active){aside{border-top-color:CanvasText}li a.look,li a.stop{border-inline-start-color:Highlight}.main{forced-color-adjust:auto}}';

  function make(name, text, kind) {
    var one = document.createElement(name);
    if (text) one.textContent = text;
    if (kind) one.className = kind;
    return one;
  }

  function link(text, href, kind) {
    var one = make('a', text, kind);
    one.href = href;
    return one;
  }

  function isOpen() {
    try { return sessionStorage.getItem(KEY) !== 'closed'; } catch (none) { return true; }
  }

  function opened(edit, status) {
    fetch(edit.action, { method: 'POST' }).then(function (answer) {
      status.textContent = answer.ok ? 'Your editor has been asked to open ' + edit.path + '.' : 'It could not be opened. The desk says more.';
    }, function () { status.textContent = 'The server is away.'; });
  }

  // How this page's file is opened, as far as it can be.
  function editing(edit, status) {
    if (edit.href) return link('Edit this page', edit.href, 'do main');
    if (edit.typed) {
      var typed = make('p', 'Edit this page in a terminal: ');
      typed.append(make('code', edit.typed));
      return typed;
    }
    if (!edit.action) return null;
    var button = make('button', 'Edit this page', 'do main');
    button.type = 'button';
    button.onclick = function () { opened(edit, status); };
    return button;
  }

  function body(news) {
    var box = make('div', '', 'body');
    var what = make('p', '', 'what');
    if (news.title) what.append(make('strong', news.title), ' ');
    if (news.edit) what.append(make('span', news.edit.path, 'path'));
    else if (news.what) what.append(news.what);
    var list = make('ul');
    news.items.forEach(function (item) {
      var row = make('li');
      var to = link('', item.href, item.state);
      to.append(make('b', item.name + ': '), item.words);
      row.append(to);
      list.append(row);
    });
    var status = make('p');
    status.setAttribute('role', 'status');
    box.append(what, list);
    var edit = news.edit && editing(news.edit, status);
    if (news.form) box.append(link('Edit in the browser', news.form, 'do main'));
    if (edit) box.append(edit);
    box.append(link(news.title ? 'More at the desk' : 'Open the desk', news.desk, 'do'), status);
    return box;
  }

  function draw(news) {
    if (!host) {
      host = document.createElement('trellis-toolbar');
      var sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      host.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet];
      document.body.append(host);
    }
    var focused = host.shadowRoot.activeElement;
    var at = focused ? controls().indexOf(focused) : -1;
    var aside = make('aside');
    aside.setAttribute('aria-label', 'For editors');
    var details = make('details');
    details.open = isOpen();
    details.ontoggle = function () {
      try { sessionStorage.setItem(KEY, details.open ? 'open' : 'closed'); } catch (none) { /* it is open next time */ }
    };
    details.append(make('summary', 'For editors'), body(news));
    aside.append(details);
    host.shadowRoot.replaceChildren(aside);
    if (at >= 0 && controls()[at]) controls()[at].focus({ preventScroll: true });
  }

  function controls() {
    return Array.prototype.slice.call(host.shadowRoot.querySelectorAll('summary,a,button'));
  }

  function load() {
    fetch('/_trellis/page.json?path=' + encodeURIComponent(own.dataset.path), { cache: 'no-store' })
      .then(function (answer) { return answer.text(); })
      .then(function (text) {
        if (text === shown) return;
        shown = text;
        draw(JSON.parse(text));
      }).catch(function () { /* the server is away */ });
  }

  document.addEventListener('trellis-news', load);
  load();
})();
