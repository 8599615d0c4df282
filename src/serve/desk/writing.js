// The bar above the text of a page, and what is pasted into it. Without this, the text is a plain field.
(function () {
  'use strict';
  var text = document.getElementById('text');
  if (!text) return;
  // Larger things are pasted as the browser does it.
  var MOST = 4000000;

  function tell(words) {
    document.getElementById('told').textContent = words;
    said.textContent = words;
  }

  // As if it were typed, so that it can be taken back.
  function type(words) {
    text.focus();
    if (!document.execCommand('insertText', false, words)) {
      text.setRangeText(words, text.selectionStart, text.selectionEnd, 'end');
      text.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }

  function chosen() {
    return text.value.slice(text.selectionStart, text.selectionEnd);
  }

  // The lines that are chosen, whole.
  function takeLines() {
    var from = text.value.lastIndexOf('\n', text.selectionStart - 1) + 1;
    var to = text.value.indexOf('\n', text.selectionEnd);
    text.setSelectionRange(from, to < 0 ? text.value.length : to);
    return chosen().split('\n');
  }

  function eachLine(change) {
    return function () {
      var lines = takeLines();
      type(lines.map(function (line, at) { return line || lines.length === 1 ? change(line, at) : line; }).join('\n'));
    };
  }

  // A block of its own, with empty lines around it.
  function block(mark, words) {
    var before = text.value.slice(0, text.selectionStart);
    var gap = !before || /\n\n$/.test(before) ? '' : /\n$/.test(before) ? '\n' : '\n\n';
    type(gap + '> [!' + mark + '] ' + '\n> ' + (chosen() || words) + '\n');
  }

  function around(sign) {
    return function () {
      var from = text.selectionStart;
      type(sign + chosen() + sign);
      if (text.selectionStart === from + 2 * sign.length) text.setSelectionRange(from + sign.length, from + sign.length);
    };
  }

  var BUTTONS = [
    ['Heading', eachLine(function (line) { return '## ' + line.replace(/^#+ */, ''); })],
    ['Smaller heading', eachLine(function (line) { return '### ' + line.replace(/^#+ */, ''); })],
    ['Bold', around('**')],
    ['List', eachLine(function (line) { return '- ' + line.replace(/^([-*]|\d+\.) +/, ''); })],
    ['Numbered list', eachLine(function (line, at) { return at + 1 + '. ' + line.replace(/^([-*]|\d+\.) +/, ''); })],
    ['Note', function () { block('NOTE', 'What to know.'); }],
    ['Steps', function () { block('STEPS', '1. The first step'); }],
    ['Fold away', function () { block('MORE', 'What is shown by a press on the title.'); }],
  ];

  var bar = document.createElement('div');
  bar.className = 'write-bar';
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', 'Write into the text');
  BUTTONS.forEach(function (one) {
    var button = document.createElement('button');
    button.type = 'button';
    button.textContent = one[0];
    button.onclick = one[1];
    bar.append(button);
  });

  // A link to an entry: typed by a part of its name, written from where this page is.
  var pages = null;
  var linking = document.createElement('p');
  linking.className = 'linking';
  linking.innerHTML = '<label for="link-to">Link to a page of the site</label> <input id="link-to" list="link-names" autocomplete="off"> <button type="button">Link</button><datalist id="link-names"></datalist>';
  var field = linking.querySelector('input');

  function load() {
    if (pages) return;
    pages = [];
    fetch('/_trellis/names.json', { cache: 'no-store' }).then(function (answer) { return answer.json(); }).then(function (all) {
      pages = all;
      all.forEach(function (page) {
        var option = document.createElement('option');
        option.value = page.title;
        option.label = page.kind;
        linking.querySelector('datalist').append(option);
      });
    }).catch(function () { pages = null; });
  }

  // The way from this page's file to another.
  function way(path) {
    var from = text.dataset.path.split('/').slice(0, -1);
    var to = path.split('/');
    while (from.length && to.length > 1 && from[0] === to[0]) { from.shift(); to.shift(); }
    return '../'.repeat(from.length) + to.join('/');
  }

  function link() {
    var typed = field.value.trim().toLowerCase();
    var fits = function (page) { return page.title.toLowerCase() === typed; };
    var near = (pages || []).filter(function (page) { return typed && page.title.toLowerCase().indexOf(typed) >= 0; });
    var page = (pages || []).find(fits) || (near.length === 1 ? near[0] : null);
    if (!page) return tell(near.length ? 'More than one page is called so. Type more of its name.' : 'No page is called so. Type a part of its title, and choose one.');
    type('[' + (chosen() || page.title) + '](' + way(page.path) + ')');
    field.value = '';
    tell('Linked to ' + page.title + '.');
  }

  field.addEventListener('focus', load);
  field.addEventListener('keydown', function (event) {
    if (event.key === 'Enter') { event.preventDefault(); link(); }
  });
  linking.querySelector('button').onclick = link;

  var said = document.createElement('p');
  said.className = 'hint';
  text.before(bar, linking);
  text.after(said);

  function count(left) {
    return Object.keys(left).map(function (name) {
      return left[name] + ' ' + (left[name] === 1 ? name : name.replace(/^(\w+)/, '$1s'));
    }).join(', ');
  }

  text.addEventListener('paste', function (event) {
    var html = event.clipboardData.getData('text/html');
    var words = event.clipboardData.getData('text/plain');
    if (!html || html.length > MOST) return;
    var made = pasted(html);
    var isPlain = made.text.trim() === words.trim() && !count(made.left);
    if (!made.text || isPlain) return;
    event.preventDefault();
    type(made.text);
    var left = count(made.left);
    tell('Pasted as Markdown.' + (left ? ' Left out: ' + left + '.' : '') + ' To paste the words alone, press Shift as well.');
  });
})();
