"""How Sphinx makes one site of these pages: `python scripts/site.py OUT`.

Nothing is fetched by a page: office machines have no network. The search runs in the browser, from
a folder too, and knows Chinese by pairs of characters.
"""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.search import SearchLanguage

project = "sciplan"
html_title = "sciplan"
language = "zh_CN"
extensions = ["myst_parser"]
exclude_patterns = ["conf.py"]

myst_heading_anchors = 4  # the anchors that a repository's pages have
myst_enable_extensions = ["colon_fence"]

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_search_summary = (
    False  # it would read the pages again, which a browser forbids in a folder
)
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
html_search_language = "zh_pairs"
html_permalinks_icon = "#"
# Transcripts keep their columns only where a Chinese character is two Latin ones wide.
_MONO = '"Sarasa Mono SC", "Noto Sans Mono CJK SC", NSimSun, SimSun, monospace'
html_theme_options = {
    "light_css_variables": {
        "font-stack": '"Microsoft YaHei", "Noto Sans CJK SC", "PingFang SC", system-ui, sans-serif',
        "font-stack--monospace": _MONO,
    },
}

_CHINESE = re.compile(r"[\u2018-\u201d\u3000-\u9fff\uff00-\uffef]{2}")
_RUN = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+(?:[-_][^\W_\u3400-\u9fff]+)*")


class Pairs(SearchLanguage):
    """Chinese has no blanks: each pair of neighbours is a word, in the index and in the query."""

    lang = "zh_pairs"
    language_name = "Chinese"
    js_splitter_code = r"""
var splitQuery = (query) =>
  (query.match(/[\u3400-\u9fff]+|[\w-]+/g) || []).flatMap((run) =>
    run.length > 2 && run >= "\u3400"
      ? Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2))
      : [run],
  );
"""

    def split(self, input: str) -> list[str]:  # noqa: A002 - the name that Sphinx gives it
        """Return Latin words, and pairs of Chinese characters."""
        return [word for run in _RUN.findall(input) for word in _pairs(run)]

    def stem(self, word: str) -> str:
        """Return the word as the browser asks for it."""
        return word.lower()

    def word_filter(self, word: str) -> bool:
        """Keep numbers of rules and papers out, as the browser does."""
        return not word.isdigit()


def _pairs(run: str) -> list[str]:
    if len(run) < 3 or run < "\u3400":
        return [run]
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _join_lines(_app: Sphinx, doctree: nodes.document) -> None:
    """Join lines between two Chinese characters, where a browser would show a blank."""
    for end in [each for each in doctree.findall(nodes.Text) if each == "\n"]:
        place = end.parent.index(end)
        around = end.parent[place - 1].astext()[-1:] + end.parent[place + 1].astext()[:1]
        if _CHINESE.fullmatch(around):
            end.parent.remove(end)


def setup(app: Sphinx) -> None:
    """Have Sphinx search by pairs, and lines of Chinese joined."""
    app.add_search_language(Pairs)
    app.connect("doctree-read", _join_lines)
