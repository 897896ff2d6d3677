"""Plan files that the attack begins with."""

from functools import cache

from sciplan.plan.model import Plan
from sciplan.planfile.load import load
from support import PLAN_TEXT, ROOT

NAME = "plan.yaml"

SOURCE = """\
某市科普工作方案
一、提升行动
（一）青少年科学素质提升行动
1.实施提升教师科学素质行动。培训骨干教师3000人以上。（市教体局、市科协牵头，市财政局配合）
2.开展科普活动。（市科协牵头，市教体局、市文旅局配合，2025年底前完成）
（二）农民科学素质提升行动
1.培训农民。（市农业农村局牵头，市科协、市财政局配合）
二、组织保障
（一）加强领导。市人民政府负责领导，市科协做好统筹。
"""
"""A document of our own, which `ROUND` says as a plan."""

ROUND = """\
# yaml-language-server: $schema=plan.schema.json
format: sciplan/1
plan:
  id: demo-2025
  title: 某市科普工作方案
  number: 某政发〔2025〕1号
  issuer: 某市人民政府
  issued: 2025-03-01
  period: {from: 2025, to: 2027}
  jurisdiction: 某市
  coordinator: 市科协
units:
  市科协: {full_name: 某市科学技术协会, category: 群团组织, aliases: [科协办]}
  市教体局: {full_name: 某市教育体育局, category: 政府部门}
  市财政局: {}
  市文旅局: {misprints: [市文旅厅]}
  市农业农村局: {}
  各县（市、区）人民政府: {collective: true}
sections:
  - id: "1"
    title: 提升行动
    sections:
      - id: "1.1"
        title: 青少年科学素质提升行动
        measures:
          # 先办
          - id: "1.1.1"
            title: 实施提升教师科学素质行动   # 不改
            summary: 培训教师
            lead:
              - 市教体局
              - 市科协   # 第二
            cooperating:
              - 市财政局
            targets:
              - {what: 培训骨干教师, at_least: 3000, unit: 人, by: 2027, quote: 3000人以上}
          - id: "1.1.2"
            title: 开展科普活动
            category: 活动
            leader: 王某某
            indicator: 预期性
            lead:
              - 市科协
            cooperating:
              - 市教体局
              - 市文旅局
            and_others: true
            deadline: 2025年底前
            deadline_date: 2025-12-31
            remark: 原样
      - id: "1.2"
        title: 农民科学素质提升行动
        measures:
          - id: "1.2.1"
            title: 培训农民
            lead:
              - 市农业农村局
            cooperating:
              - 市科协
              - 市财政局
            others:
              指导:
                - 市文旅局
          - id: "1.2.2"
            title: 建设科普示范基地
            part: 1/2
            responsible:
              - 市农业农村局
              - 各县（市、区）人民政府
  - id: "2"
    title: 组织保障
    provisions:
      - {id: "2.1", title: 加强领导, units: [市人民政府, 市科协], summary: 统筹}
errata:
  - {at: "1.1.2", printed: 印作“科谱”, reading: 科普}
"""
"""A plan that has something of everything that a sheet may change."""

REPORTED = f"""{ROUND}\
progress:
  basis: 某办〔2025〕3号
  period: month
  due: {{day: 25}}
  also_cooperating: true
  states: {{推进中: 正常推进}}
  lights:
    - {{name: 红, when: {{overdue: true}}, basis: 某办〔2025〕3号}}
    - {{name: 黄, when: {{behind: 10, for_periods: 2}}, basis: 某办〔2025〕3号}}
reforms:
  - date: 2025-04-01
    kind: rename
    from:
      - 市文旅局
    into:
      - {{name: 市文广局, full_name: 某市文化广电局}}
    basis: 某发〔2025〕2号
  - date: 2025-05-01
    kind: split
    from:
      - 市教体局
    into:
      - {{name: 市教育局}}
      - {{name: 市体育局}}
    moves:
      市教育局:
        - "1.1.1"
    basis: 某发〔2025〕4号
  - date: 2026-02-01
    kind: adjust
    measures:
      - "1.2.1"
    add:
      cooperating:
        - 市教育局
    drop:
      - 市财政局
    basis: 某函〔2026〕1号
  - kind: abolish
    from:
      - 市财政局
    note: 征求意见中
"""
"""The same plan with what units report on it, and with bodies that changed since."""


@cache
def round_plan() -> Plan:
    """Return the plan that `ROUND` says."""
    plan = load(ROUND, NAME).plan
    assert plan is not None
    return plan


@cache
def seeds() -> tuple[bytes, ...]:
    """Return the plan files that are mutated: small ones, good and bad, and the shipped one."""
    cases = sorted((ROOT / "tests" / "cases").rglob("*.yaml"))
    return (
        ROUND.encode(),
        REPORTED.encode(),
        *(path.read_bytes() for path in cases),
        PLAN_TEXT.encode(),
    )
