"""Whether two sites say the same: Hugo's pages, and Trellis's pages of the same made-up site.

Trellis shows more (what refers to a page, menus, facts of other entries), so the question is whether it shows at least
what Hugo does: each sentence, the entries that each page links to, and each entry of a list. And Hugo is spared nothing: each
line of each text stands on its page.
"""

import posixpath
from html.parser import HTMLParser
from pathlib import Path

# Fields that Trellis shows in other words, or that say how to sort: numbers, days and names of values.
FEWEST_WORDS = 5


class Page(HTMLParser):
    """The texts of blocks and the addresses of links in `main`, links seen from the top of the site."""

    BLOCKS = {"p", "li", "h1", "h2", "h3", "td", "th", "dt", "dd", "div", "section", "main", "ul", "tr", "header"}

    def __init__(self, site, path):
        super().__init__()
        self.folder, self.inside, self.blocks, self.links = posixpath.dirname(path), 0, [""], set()
        self.feed((site / path).read_text(encoding="utf-8"))
        self.blocks = [" ".join(block.split()) for block in self.blocks]
        self.blocks = [block for block in self.blocks if block]

    def handle_starttag(self, tag, attributes):
        self.inside += tag == "main"
        if self.inside and tag in self.BLOCKS:
            self.blocks.append("")
        target = dict(attributes).get("href")
        if self.inside and tag == "a" and target and ":" not in target:
            target = target.split("#")[0]
            if target:
                self.links.add(posixpath.normpath(posixpath.join("/" + self.folder, target)).lstrip("/"))

    def handle_endtag(self, tag):
        self.inside -= tag == "main"
        if self.inside and tag in self.BLOCKS:
            self.blocks.append("")

    def handle_data(self, text):
        if self.inside:
            self.blocks[-1] += text


def sentences(page):
    return [block for block in page.blocks if len(block.split()) >= FEWEST_WORDS]


def lines(text):
    """The words of the lines of a text that hold no link, without marks."""
    body = text.split("---\n", 2)[2]
    words = [line.lstrip("-#| ").rstrip("| ").split("|")[-1].strip() for line in body.splitlines()]
    return [line for line in words if len(line.split()) >= FEWEST_WORDS and "](" not in line]


def differences(trellis, content, hugo):
    """What Hugo's files say and its pages do not, what these show and Trellis's do not, and how much was compared."""
    trellis, content, hugo = Path(trellis), Path(content), Path(hugo)
    pages = lambda site: {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    both = pages(trellis) & pages(hugo)
    missing, compared = [], {"pages": 0, "lines": 0, "sentences": 0, "links": 0, "entries in lists": 0}
    for path in sorted(both):
        ours, theirs = Page(trellis, path), Page(hugo, path)
        whole = "\n".join(ours.blocks)
        compared["pages"] += 1
        is_list = path.endswith("/index.html")
        if not is_list:
            said = sentences(theirs)
            own = path.replace("index", "_index").replace(".html", ".md")
            written = lines((content / own).read_text(encoding="utf-8"))
            compared["lines"] += len(written)
            missing += [f"{path}: Hugo has not '{line}'" for line in written if line not in "\n".join(theirs.blocks)]
            compared["sentences"] += len(said)
            missing += [f"{path}: the words '{words}'" for words in said if words not in whole]
        # Entries that Trellis shows inside other pages have no page to link to.
        links = {link for link in theirs.links if link in both}
        compared["entries in lists" if is_list else "links"] += len(links)
        missing += [f"{path}: the link to {link}" for link in sorted(links - ours.links)]
    return missing, compared
