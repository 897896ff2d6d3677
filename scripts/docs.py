"""Writes the generated pages of docs/; with --check fails when one is stale.

rules.md comes from the rules' docstrings, plan-file.md from the model's declarations.
"""

import argparse
import re
import sys
from pathlib import Path
from textwrap import dedent

import plan_file_page
from sciplan.checks.rules.registry import RULES, Rule

DOCS = Path(__file__).parents[1] / "docs"
_HEAD = """\
# 校验规则

<!-- 由 scripts/docs.py 从 src/sciplan/checks/rules/ 各文件的说明生成，不要手改。 -->

`sciplan validate` 用以下规则检查方案文件；`sciplan rules 代码` 显示其中一条。
错误使退出码为 1；警告在 `--strict` 时也是；提示只供参考。

印发文本确有的问题，在 `errata` 里说明：`at`（编号，或 plan）、`rule`（代码）、`value`（值）
三者与问题相符的，列为已知，不算不通过。不必理会的，在那一行加注释 `# sciplan: ignore=代码`。

示例省去了开头的 `format` 和 `plan`。
"""


def main() -> int:
    """Write or check the pages; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail when stale")
    pages = {DOCS / "rules.md": _rules(), DOCS / "plan-file.md": plan_file_page.page()}
    if not parser.parse_args().check:
        for path, text in pages.items():
            path.write_text(text, encoding="utf-8", newline="\n")
        return 0
    stale = [path for path, text in pages.items() if not path.exists() or _read(path) != text]
    for path in stale:
        print(f"{path} is stale; run: python scripts/docs.py", file=sys.stderr)
    return int(bool(stale))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _rules() -> str:
    rows = [
        f"| [{rule.code}](#{rule.code}) | {rule.severity.word} | {rule.about} |" for rule in RULES
    ]
    table = "\n".join(["| 代码 | 级别 | 查什么 |", "| --- | --- | --- |", *rows])
    return "\n".join([_HEAD, table, "", *map(_chapter, RULES)])


def _chapter(rule: Rule) -> str:
    manual, bad, good = re.split(r"^(?:错误|正确)示例::\n\n", rule.manual, flags=re.MULTILINE)
    paragraphs = "\n\n".join(_joined(each) for each in manual.strip().split("\n\n"))
    return (
        f"## {rule.code}\n\n{rule.severity.word}。{paragraphs}\n\n"
        f"错误示例：\n\n{_block(bad)}\n正确示例：\n\n{_block(good)}"
    )


def _joined(paragraph: str) -> str:
    """Join lines: Markdown would show a line end between two Chinese characters as a space."""
    return re.sub(r"(?<=[^\x00-\x7f])\n|\n(?=[^\x00-\x7f])", "", paragraph).replace("\n", " ")


def _block(text: str) -> str:
    return f"```yaml\n{dedent(text).strip()}\n```\n"


if __name__ == "__main__":
    sys.exit(main())
