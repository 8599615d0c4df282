// What is pasted from a word processor, an e-mail or a web page, as Markdown. `pasted(html)` gives the text, and what was
// left out by its names. What comes is not to be trusted: it is read into a document of its own, in which nothing runs and
// nothing is loaded, and only words, links and their order are taken from it.
var pasted = (function () {
  'use strict';
  var BLOCKS = /^(ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|CENTER|DD|DIV|DL|DT|FIELDSET|FIGCAPTION|FIGURE|FOOTER|FORM|H[1-6]|HEADER|HR|LI|MAIN|NAV|OL|P|PRE|SECTION|TABLE|TBODY|TFOOT|THEAD|TR|UL)$/;
  var SILENT = /^(HEAD|LINK|META|NOSCRIPT|SCRIPT|STYLE|TEMPLATE|TITLE|O:P|W:.*|XML)$/;
  var LEFT_OUT = {
    IMG: 'picture', PICTURE: 'picture', SVG: 'picture', CANVAS: 'picture', IFRAME: 'film or frame', VIDEO: 'film or frame',
    OBJECT: 'film or frame', EMBED: 'film or frame', AUDIO: 'sound', INPUT: 'form field', SELECT: 'form field',
    TEXTAREA: 'form field', BUTTON: 'form field',
  };
  // Word draws the sign before a point of a list itself.
  var ORDERED = /^\s*\(?(\d+|[a-z]|[ivxl]+)[.)]/i;

  function style(node) {
    return (node.getAttribute && node.getAttribute('style') || '').toLowerCase().replace(/\s+/g, '');
  }

  function tag(node) {
    return node.nodeType === 1 ? node.tagName.toUpperCase() : '';
  }

  function isHidden(node) {
    return /display:none|mso-hide:all/.test(style(node)) || node.hidden;
  }

  function isBold(node) {
    var weight = /font-weight:(\w+)/.exec(style(node));
    if (weight) return weight[1] === 'bold' || Number(weight[1]) >= 600;
    return /^(B|STRONG)$/.test(tag(node));
  }

  function isSlanted(node) {
    var slant = /font-style:(\w+)/.exec(style(node));
    return slant ? slant[1] === 'italic' : /^(I|EM|CITE)$/.test(tag(node));
  }

  // Signs that would mean something in Markdown, and are meant as they are.
  function plain(words) {
    return words.replace(/[\u00a0\s]+/g, ' ').replace(/[\\`]/g, '\\$&').replace(/\*(?=\S)|(^|[\s(])_(?=\S)/g, function (found, before) {
      return (before || '') + '\\' + found.slice(-1);
    }).replace(/\[(?=[^\]]*\]\()/g, '\\[').replace(/<(?=[a-z/!?])/gi, '\\<');
  }

  function marked(words, sign) {
    var parts = /^(\s*)([^]*?)(\s*)$/.exec(words);
    return parts[2] ? parts[1] + sign + parts[2] + sign + parts[3] : words;
  }

  function address(node) {
    var href = (node.getAttribute('href') || '').trim();
    return /^(https?:\/\/|mailto:|tel:)/i.test(href) ? href.replace(/[\s<>()]/g, encodeURIComponent) : '';
  }

  function reader() {
    var left = {};
    var levels = [];

    function leave(name) { left[name] = (left[name] || 0) + 1; }

    // The words of a line, with what stands out in them.
    function line(node, kept) {
      var words = '';
      node.childNodes.forEach(function (child) {
        if (child.nodeType === 3) { words += plain(child.data); return; }
        var name = tag(child);
        if (!name || SILENT.test(name) || isHidden(child)) return;
        if (/mso-list:ignore/.test(style(child))) return;
        if (LEFT_OUT[name]) { leave(LEFT_OUT[name]); return; }
        if (name === 'BR') { words += '\n'; return; }
        if (name === 'CODE') { words += '`' + child.textContent.replace(/`/g, "'").trim() + '`'; return; }
        var bold = isBold(child) && !kept.bold;
        var slanted = isSlanted(child) && !kept.slanted;
        var inside = line(child, { bold: kept.bold || bold, slanted: kept.slanted || slanted });
        if (name === 'A' && inside.trim()) {
          var to = address(child);
          if (to) inside = inside.trim() === to ? to : marked(inside, '').replace(/^(\s*)([^]*?)(\s*)$/, '$1[$2](' + to + ')$3');
          else if (child.getAttribute('href') && child.getAttribute('href')[0] !== '#') leave('link that leads to no website');
        }
        if (slanted) inside = marked(inside, '*');
        if (bold) inside = marked(inside, '**');
        words += inside;
      });
      return words;
    }

    function lines(node) {
      return line(node, {}).split('\n').map(function (one) { return one.replace(/ +/g, ' ').trim(); });
    }

    // A sign at the beginning of a line that would make it something else.
    function safe(words) {
      return words.replace(/^(#{1,6}(?=\s)|[-+*](?=\s)|>|~~~)/, '\\$1').replace(/^(\d+)([.)])(?=\s)/, '$1\\$2');
    }

    // Lines of one paragraph; an empty line begins another.
    function paragraphs(node) {
      return lines(node).join('\n').split(/\n{2,}/).map(function (one) {
        return one.trim().split('\n').map(safe).join('\\\n');
      }).filter(Boolean);
    }

    function wordList(node) {
      var level = /mso-list:l\d+level(\d+)/.exec(style(node));
      if (!level) return null;
      var sign = Array.prototype.find.call(node.querySelectorAll('span'), function (one) { return /mso-list:ignore/.test(style(one)); });
      return { depth: Number(level[1]) - 1, ordered: !!sign && ORDERED.test(sign.textContent), words: lines(node).filter(Boolean).join(' ') };
    }

    // The points of a list, each with how deep it lies.
    function points(list, depth, out) {
      Array.prototype.forEach.call(list.children, function (child) {
        var name = tag(child);
        if (name === 'UL' || name === 'OL') return points(child, depth + 1, out);
        if (SILENT.test(name) || isHidden(child)) return;
        var own = child.cloneNode(true);
        own.querySelectorAll('ul, ol').forEach(function (inner) { inner.remove(); });
        var words = lines(own).filter(Boolean).join(' ');
        if (words) out.push({ depth: depth, ordered: tag(list) === 'OL', words: safe(words) });
        child.querySelectorAll('ul, ol').forEach(function (inner) {
          if (inner.parentElement.closest('li') === child) points(inner, depth + 1, out);
        });
      });
      return out;
    }

    // Points as lines, each as far in as the words of the one that it belongs to.
    function listed(points) {
      var numbers = [];
      var widths = [];
      return points.map(function (point) {
        var depth = Math.min(point.depth, widths.length);
        numbers.length = widths.length = depth + 1;
        numbers[depth] = point.ordered ? (numbers[depth] || 0) + 1 : 0;
        var sign = point.ordered ? numbers[depth] + '. ' : '- ';
        widths[depth] = sign.length;
        var inset = widths.slice(0, depth).reduce(function (sum, one) { return sum + one; }, 0);
        return ' '.repeat(inset) + sign + point.words;
      }).join('\n');
    }

    function table(node) {
      var rows = Array.prototype.map.call(node.rows, function (row) {
        return Array.prototype.map.call(row.cells, function (cell) { return lines(cell).filter(Boolean).join(' ').replace(/\|/g, '\\|'); });
      }).filter(function (row) { return row.some(Boolean); });
      var width = Math.max.apply(null, rows.map(function (row) { return row.length; }));
      if (width < 2) return rows.map(function (row) { return safe(row[0]); });
      var text = rows.map(function (row) {
        while (row.length < width) row.push('');
        return '| ' + row.join(' | ') + ' |';
      });
      text.splice(1, 0, '|' + '---|'.repeat(width));
      return [text.join('\n')];
    }

    function level(node) {
      var name = tag(node);
      if (/^H[1-6]$/.test(name)) return Number(name[1]);
      if (node.getAttribute('role') === 'heading') return Number(node.getAttribute('aria-level')) || 2;
      var word = /MsoHeading(\d)|MsoTitle/.exec(node.className);
      return word ? Number(word[1] || 1) : 0;
    }

    // The blocks of a part, from first to last.
    function blocks(node) {
      var out = [];
      var loose = document.createElement('p');
      var gathered = [];
      function close() {
        if (gathered.length) out.push({ text: listed(gathered) });
        gathered = [];
        paragraphs(loose).forEach(function (text) { out.push({ text: text }); });
        loose = document.createElement('p');
      }
      node.childNodes.forEach(function (child) {
        var name = tag(child);
        if (SILENT.test(name) || name && isHidden(child)) return;
        var isPart = BLOCKS.test(name) || name && child.querySelector && Array.prototype.some.call(child.querySelectorAll('*'), function (one) { return BLOCKS.test(tag(one)); });
        if (!isPart) {
          if (child.nodeType === 1 || child.nodeType === 3) loose.append(child.cloneNode(true));
          return;
        }
        var point = name === 'P' && wordList(child);
        if (point) {
          if (!gathered.length) close();
          if (point.words) gathered.push(point);
          return;
        }
        if (name === 'P' && !child.textContent.trim() && gathered.length) return;
        close();
        var rank = level(child);
        if (rank) {
          var words = plain(child.textContent).trim();
          if (words) { levels.push(rank); out.push({ rank: rank, text: words }); }
        } else if (name === 'UL' || name === 'OL') {
          var text = listed(points(child, 0, []));
          if (text) out.push({ text: text });
        } else if (name === 'TABLE') table(child).filter(Boolean).forEach(function (one) { out.push({ text: one }); });
        else if (name === 'PRE') out.push({ text: '```\n' + child.textContent.replace(/\n+$/, '') + '\n```' });
        else if (name === 'BLOCKQUOTE') {
          var quoted = finish(blocks(child), levels).replace(/^/gm, '> ').replace(/^> $/gm, '>');
          if (quoted.length > 1) out.push({ text: quoted });
        } else if (name === 'P') paragraphs(child).forEach(function (one) { out.push({ text: one }); });
        else if (name !== 'HR') out = out.concat(blocks(child));
      });
      close();
      return out;
    }

    // A page has its title already: headings begin with the second rank, and leave none out.
    function finish(found, levels) {
      var ranks = levels.filter(function (one, at) { return levels.indexOf(one) === at; }).sort();
      return found.map(function (block) {
        return block.rank ? '#'.repeat(Math.min(2 + ranks.indexOf(block.rank), 4)) + ' ' + block.text : block.text;
      }).join('\n\n');
    }

    return function (body) {
      var found = blocks(body);
      return { text: finish(found, levels), left: left };
    };
  }

  return function (html) {
    return reader()(new DOMParser().parseFromString(html, 'text/html').body);
  };
})();
