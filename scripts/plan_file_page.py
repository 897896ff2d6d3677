"""docs/plan-file.md: the manual of the plan file, from the model's declarations."""

import re
from collections.abc import Iterator
from textwrap import dedent

from sciplan.plan.fields import (
    Amount,
    Bodies,
    Date,
    Flag,
    Keyed,
    Kind,
    Many,
    Names,
    NamesByRole,
    One,
    Spec,
    Text,
    Texts,
    TextsByKey,
    Year,
    specs,
)
from sciplan.plan.model import Erratum, Measure, Papers, Plan, Provision, Target, Unit
from sciplan.plan.reforms.reform import Reform

_HEAD = """\
# 方案文件的写法

<!-- 由 scripts/docs.py 从 src/sciplan/plan/model.py 的声明生成，不要手改。 -->

一份方案是一个 YAML 文本文件（扩展名 .yaml，编码 UTF-8）。

- 从无到有：`sciplan init`；从正式文件来：`sciplan import 方案.docx -o plan.yaml`。
- 写完检查：`sciplan validate plan.yaml`。
- 编辑器里补全键名和单位名称：`sciplan schema --plan plan.yaml -o plan.schema.json`。

写的时候记住几条：

- 键和值之间是半角冒号加一个空格；同一层左对齐，缩进用空格，不用 Tab。
- 列表一行一项，以 `- ` 开头。写在方括号里的，各项用半角逗号隔开：`[市科协, 市教体局]`，不用顿号。
- 编号加引号：`id: "2.10"`。含冒号、井号或以符号开头的文字加双引号。
- `#` 后面是说明，不算内容。YAML 的锚点、引用、标签（& * !）不用。
- 名单照印发文件的写法和次序；文件本身的问题不改，在 `errata` 里说明。

手写时常见的几种写法，`sciplan validate --fix` 会改好，`--diff` 先看怎样改：

- 键后面的全角冒号（`lead：`）；
- 一个单位没写成列表（`lead: 市科协`）；
- 方括号里用了顿号或全角逗号（`[市科协、市教体局]`）；
- 漏了 `format`，或举措、标题漏了编号。

一个完整的小方案：
"""
_WHOLE = """\
format: sciplan/1

plan:
  id: demo-2025
  title: 某市科普工作方案（2025—2027年）
  number: 某政发〔2025〕1号
  issuer: 某市人民政府
  issued: 2025-01-31
  period: {from: 2025, to: 2027}
  jurisdiction: 某市

units:
  市科协: {full_name: 某市科学技术协会, category: 群团组织}
  市教体局: {category: 政府部门}
  市农业农村局: {category: 政府部门}

sections:
  - id: "1"
    title: 重点任务
    measures:
      - id: "1.1"
        title: 办好科技节
        lead:
          - 市科协
        cooperating:
          - 市教体局
      - id: "1.2"
        title: 培训农民
        lead:
          - 市农业农村局
        cooperating:
          - 市科协
        targets:
          - {what: 培训农民, at_least: 3000, unit: 人, by: 2027, quote: 3000人以上}
"""
EXAMPLES: dict[type, str] = {
    Unit: """\
        units:
          市科协: {full_name: 某市科学技术协会, category: 群团组织, aliases: [市科学技术协会]}
          云湖工业技师学院: {misprints: [云湖工业技师学联]}
          各县（市、区）人民政府: {collective: true}
        measures:
          - id: "1"
            title: 办好科技节
            lead:
              - 市科协
            cooperating:
              - 云湖工业技师学院
              - 各县（市、区）人民政府
        """,
    Measure: """\
        units:
          市科协: {}
          市教体局: {}
          市财政局: {}
        measures:
          - id: "1"
            title: 建设科技馆
            summary: 建成并开放市科技馆
            lead:
              - 市科协
            cooperating:
              - 市教体局
            others:
              指导:
                - 市财政局
            and_others: true
            deadline: 2026年6月底前
            deadline_date: 2026-06-30
        """,
    Target: """\
        units:
          市科协: {}
        targets:
          - {what: 公民具备科学素质的比例, reach: 13, unit: "%", by: 2025, quote: 达到13%}
          - {what: 中小学科技辅导员, reach: 全覆盖, quote: 实现全覆盖}
        measures:
          - id: "1"
            title: 精简会议
            lead:
              - 市科协
            targets:
              - {what: 全市性会议, at_most: 2, unit: 次, quote: 不超过2次}
        """,
    Provision: """\
        units:
          市科协: {}
        measures:
          - id: "1"
            title: 办好科技节
            lead:
              - 市科协
        sections:
          - id: "2"
            title: 保障措施
            provisions:
              - id: "2.1"
                title: 加强组织领导
                units:
                  - 市人民政府
                  - 市科协
        """,
    Erratum: """\
        units:
          市科协: {}
          市教体局: {}
        measures:
          - id: "1"
            title: 办好科技节
            lead:
              - 市科协
            cooperating:
              - 市教体局
              - 市科协
        errata:
          - at: "1"
            rule: unit-in-two-roles
            value: 市科协
            printed: 市科协既列牵头又列配合
            reading: 按牵头计一次
        """,
    Reform: """\
        units:
          市科协: {}
          市农业农村局: {}
          市乡村振兴局: {}
          市教体局: {}
        measures:
          - id: "1"
            title: 培训农民
            lead:
              - 市农业农村局
            cooperating:
              - 市乡村振兴局
              - 市科协
          - id: "2"
            title: 办好科技节
            lead:
              - 市教体局
            cooperating:
              - 市科协
        reforms:
          - date: 2024-03-15
            kind: merge
            from: [市乡村振兴局]
            into: [市农业农村局]
            basis: 某发〔2024〕5号
          - date: 2024-06-30
            kind: split
            from: [市教体局]
            into:
              - {name: 市教育局, full_name: 某市教育局}
              - {name: 市体育局, full_name: 某市体育局}
            moves:
              市教育局: ["2"]
            basis: 某发〔2024〕9号
        """,
    Papers: """\
        units:
          市科协: {}
        measures:
          - id: "1"
            title: 办好科技节
            lead:
              - 市科协
        papers:
          coordinator: 某市科普工作领导小组办公室
          sheet_size: A3
          annex: 附件1
          plan_title: true
          columns: [number, title, content, lead, cooperating, deadline]
          headings: {cooperating: 责任单位}
          fonts: {body: 仿宋_GB2312}
          meeting: {title: 科普工作协调会议, time: 2025年3月5日（星期三）9:00, place: 三楼会议室}
          consultation: {notice: 某科协函〔2025〕1号, reply_by: 3月3日前}
          pledge: {party: 某市人民政府, copies: 4}
        """,
}
"""Model → an example of it."""
_KINDS: dict[type[Kind], str] = {
    Amount: "数字",
    Year: "年份，四位数字",
    Date: "日期，如 2025-01-31",
    Flag: "true 或 false",
    Texts: "列表",
    Names: "单位列表",
    NamesByRole: "“身份: 单位列表”",
    TextsByKey: "“名称: 列表”",
    Bodies: "列表，每项一个单位，或一组键，见下文",
    One: "一组键，见下文",
    Many: "列表，每项一组键，见下文",
    Keyed: "“名称: {键: 值}”，见下文",
}


def page() -> str:
    """Return the page."""
    chapters = [_HEAD, _block(_WHOLE), "## 整个文件\n", *_table(Plan)]
    for spec, model in _below(Plan):
        chapters += [f"\n## {spec.key}：{spec.about}\n", *_table(model)]
        if model in EXAMPLES:
            chapters += ["\n示例（省去开头的 `format` 和 `plan`）：\n", _block(EXAMPLES[model])]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(chapters)).rstrip("\n") + "\n"


def _below(top: type) -> Iterator[tuple[Spec, type]]:
    """Yield every block below one with the first key that holds it, outer ones first."""
    found = {top}
    pending = [top]
    while pending:
        for spec in specs(pending.pop(0)):
            if not isinstance(spec.kind, One | Many | Keyed | Bodies):
                continue
            if (model := spec.kind.model()) not in found:
                found.add(model)
                pending.append(model)
                yield spec, model


def _table(model: type) -> Iterator[str]:
    yield "| 键 | 写法 | 含义 |"
    yield "| --- | --- | --- |"
    for spec in specs(model):
        needed = "**必填**。" if spec.required else ""
        yield f"| `{spec.key}` | {_written(spec)} | {needed}{spec.about} |"


def _written(spec: Spec) -> str:
    kind = spec.kind
    if isinstance(kind, Text):
        return kind.expected or "文字"
    if isinstance(kind, Amount) and kind.words:
        return "数字或文字"
    return _KINDS[type(kind)]


def _block(text: str) -> str:
    return f"```yaml\n{dedent(text).strip()}\n```\n"
