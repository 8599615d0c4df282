// A picture goes to where somebody is writing, before anything is saved. Without this, it is put at the end of the text.
(function () {
  'use strict';
  var form = document.querySelector('#picture form');
  var text = document.getElementById('text');
  if (!form || !text || !window.FormData) return;
  var told = document.createElement('p');
  told.className = 'hint';
  told.setAttribute('role', 'status');
  form.append(told);
  document.getElementById('picture-note').textContent = 'It is put into the text where you were writing. Then save.';
  var file = form.querySelector('[type=file]');
  var alt = form.elements.alt;

  // A file that is dropped onto the text is the one that is meant.
  text.addEventListener('dragover', function (event) {
    if (Array.prototype.indexOf.call(event.dataTransfer.types, 'Files') >= 0) event.preventDefault();
  });
  text.addEventListener('drop', function (event) {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    file.files = event.dataTransfer.files;
    told.textContent = 'Say what it shows, then add it.';
    alt.focus();
  });

  function put(markdown) {
    var at = text.selectionEnd;
    var before = text.value.slice(0, at);
    var after = text.value.slice(at);
    var open = !before || /\n\n$/.test(before) ? '' : /\n$/.test(before) ? '\n' : '\n\n';
    var close = !after || /^\n\n/.test(after) ? '' : /^\n/.test(after) ? '\n' : '\n\n';
    text.focus();
    text.setSelectionRange(at, at);
    if (!document.execCommand('insertText', false, open + markdown + close)) {
      text.setRangeText(open + markdown + close, at, at, 'end');
      text.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }

  form.addEventListener('submit', function (event) {
    event.preventDefault();
    var sent = new FormData(form);
    sent.append('only', 'yes');
    told.textContent = 'The picture is on its way.';
    fetch(form.action, { method: 'POST', body: sent }).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status === 413 ? 'It is too large: up to 32 MB will do.' : 'That did not work. Load the page again.');
      return answer.json();
    }).then(function (found) {
      if (found.cannot) throw new Error(found.cannot);
      put(found.markdown);
      form.reset();
      told.textContent = '';
      document.getElementById('told').textContent = 'The picture is in the text. Save the page to keep it.';
    }).catch(function (error) {
      told.textContent = error.message;
      (file.files.length ? alt : file).focus();
    });
  });
})();
