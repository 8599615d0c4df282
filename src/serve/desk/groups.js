// Groups of a list are moved with buttons, and another one can be added at once. Without this, places are typed in, and each
// save gives one more group to fill in.
(function () {
  'use strict';
  var form = document.getElementById('edit');
  if (!form) return;
  // Each list's empty group as it came, to be copied.
  var empty = new Map();

  function tell(words) {
    document.getElementById('told').textContent = words;
  }

  function changed() {
    form.dispatchEvent(new Event('input', { bubbles: true }));
  }

  // Those that can be moved, in order.
  function items(list) {
    return Array.prototype.filter.call(list.children, function (one) { return !one.classList.contains('spare'); });
  }

  function order(group) {
    return group.querySelector(':scope > .parts > .arrange input[name^="order."]');
  }

  // The places that are sent, and the numbers that are seen.
  function number(list) {
    items(list).forEach(function (group, at) {
      order(group).value = at + 1;
      var words = group.querySelector('summary').firstChild;
      words.nodeValue = words.nodeValue.replace(/^\d+/, at + 1);
    });
  }

  function move(group, by, button) {
    var list = group.parentElement;
    var all = items(list);
    var to = all.indexOf(group) + by;
    if (to < 0 || to >= all.length) return tell(by < 0 ? 'It is the first already.' : 'It is the last already.');
    if (by < 0) all[to].before(group); else all[to].after(group);
    number(list);
    button.focus();
    tell('Now at place ' + (to + 1) + ' of ' + all.length + '.');
    changed();
  }

  function arrange(group) {
    var place = order(group);
    if (!place) return;
    var line = place.closest('.arrange');
    place.closest('label').hidden = true;
    [['Up', -1], ['Down', 1]].reverse().forEach(function (one) {
      var button = document.createElement('button');
      button.type = 'button';
      button.textContent = one[0];
      var more = document.createElement('span');
      more.className = 'said';
      more.textContent = place.closest('label').querySelector('.said').textContent;
      button.append(more);
      button.onclick = function () { move(group, one[1], button); };
      line.prepend(button);
    });
    var gone = line.querySelector('[name^="gone."]');
    gone.addEventListener('change', function () { group.classList.toggle('taken', gone.checked); });
  }

  // Once somebody writes into the empty group of a list, there is another one.
  function another(spare) {
    var list = spare.parentElement;
    if (spare.nextElementSibling) return;
    var before = Number(list.dataset.next);
    var name = list.dataset.list;
    var id = 'field-' + name.replace(/\./g, '-');
    var html = empty.get(name).split(name + '.' + list.dataset.first + '.').join(name + '.' + before + '.');
    html = html.split(id + '-' + list.dataset.first).join(id + '-' + before);
    list.dataset.next = before + 1;
    var box = document.createElement('template');
    box.innerHTML = html;
    list.append(box.content);
  }

  form.querySelectorAll('.groups').forEach(function (list) {
    items(list).forEach(arrange);
    var spare = list.querySelector(':scope > .spare');
    if (!spare) return;
    empty.set(list.dataset.list, spare.outerHTML);
    list.dataset.first = list.children.length - 1;
    list.dataset.next = list.children.length;
  });

  form.addEventListener('input', function (event) {
    for (var spare = event.target.closest && event.target.closest('.spare'); spare; spare = spare.parentElement.closest('.spare'))
      if (spare.parentElement.dataset.next) another(spare);
  });
})();
