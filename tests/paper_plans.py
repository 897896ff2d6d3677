"""Plans that papers are measured on: one of 120 measures, one so small that little is in it."""

import random
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

_BODIES = [
    "市委组织部",
    "市委宣传部",
    "市委网信办",
    "市委编办",
    "市发展改革委",
    "市教育体育局",
    "市科技局",
    "市工业和信息化局",
    "市民族宗教委",
    "市公安局",
    "市民政局",
    "市司法局",
    "市财政局",
    "市人力资源社会保障局",
    "市自然资源和规划局",
    "市生态环境局",
    "市住房城乡建设局",
    "市交通运输局",
    "市水务局",
    "市农业农村局",
    "市商务局",
    "市文化和旅游局",
    "市卫生健康委",
    "市退役军人局",
    "市应急管理局",
    "市审计局",
    "市国资委",
    "市市场监管局",
    "市广播电视局",
    "市统计局",
    "市医保局",
    "市林草局",
    "市乡村振兴局",
    "市行政审批局",
    "市总工会",
    "团市委",
    "市妇联",
    "市科协",
    "市文联",
    "市社科联",
    "市工商联",
    "市残联",
    "市红十字会",
    "市气象局",
    "市地震局",
    "市税务局",
    "市消防救援支队",
    "某某职业技术学院",
]
_ACTS = (
    "推进{}建设", "实施{}提升工程", "开展{}专项行动", "完善{}工作机制", "健全{}服务体系",
    "加强{}人才培养", "建立{}数据平台", "落实{}政策措施",
)  # fmt: skip
_THINGS = (
    "基层科普阵地", "青少年科学实践", "农村产业技术", "社区健康服务", "应急安全教育", "数字素养",
    "科技志愿服务", "职业技能", "绿色低碳生活", "文化惠民", "食品药品安全", "防灾减灾", "养老服务",
    "城市更新", "中小企业创新",
)  # fmt: skip
_SENTENCES = (
    "每年举办主题活动不少于{}场，覆盖全部县（市、区）",
    "依托现有场馆、学校、社区服务中心，因地制宜布设{}个示范点",
    "编制工作指引和资源清单，向社会公布并动态更新",
    "组织专家团队下沉一线开展巡回指导，年服务群众{}人次以上",
    "建立部门会商、信息共享、联合检查的协同机制",
    "将有关经费纳入年度预算，严格资金管理和绩效评价",
    "总结推广经验做法，形成一批可复制的典型案例",
)
_DEADLINES = (
    "2026年6月底前",
    "2026年底前",
    "2027年9月30日前",
    "持续推进",
    "每年11月底前",
    "2027年底前",
)
_PARTS = ("重点任务", "保障措施")
_EACH = 10


def large(measures: int = 120, *, text: bool = True) -> str:
    """Return an invented plan with what offices' tables hold: long texts, deadlines, long lists.

    Args:
        measures: How many.
        text: Whether each has its words, of 80 to 200 characters.
    """
    chance = random.Random(120)  # noqa: S311 - the same plan each time
    made = [_measure(number, chance, text=text) for number in range(measures)]
    return yaml.safe_dump(
        {
            "format": "sciplan/1",
            "plan": {
                "id": "moushi-2026",
                "title": "某市基层公共服务能力提升三年行动实施方案（2026—2028年）",
                "number": "某政发〔2026〕8号",
                "issuer": "某市人民政府",
                "issued": "2026-01-15",
                "period": {"from": 2026, "to": 2028},
                "jurisdiction": "某省某市",
                "coordinator": "市科协",
            },
            "units": {name: {} for name in _BODIES},
            "sections": list(_sections(made)),
        },
        allow_unicode=True,
        sort_keys=False,
    )


def _sections(measures: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield two parts of sections of ten measures each."""
    tens = [measures[at : at + _EACH] for at in range(0, len(measures), _EACH)]
    half = (len(tens) + 1) // 2
    for part, title in enumerate(_PARTS, 1):
        yield {
            "id": str(part),
            "title": title,
            "sections": [
                {
                    "id": f"{part}.{place}",
                    "title": f"{_THINGS[place]}行动",
                    "measures": [
                        {"id": f"{part}.{place}.{item}", **measure}
                        for item, measure in enumerate(ten, 1)
                    ],
                }
                for place, ten in enumerate(tens[(part - 1) * half : part * half], 1)
            ],
        }


def _measure(number: int, chance: random.Random, *, text: bool) -> dict[str, Any]:
    names = chance.sample(_BODIES, len(_BODIES))
    title = _ACTS[number % len(_ACTS)].format(_THINGS[number % len(_THINGS)])
    made: dict[str, Any] = {"title": title, "deadline": chance.choice(_DEADLINES)}
    if text:
        made["text"] = _text(title, chance.randint(80, 200), chance)
    if number % 10 == 4:
        made["responsible"] = sorted(names[:20], key=_BODIES.index)
    else:
        leads = 1 + (number % 7 == 0) + (number % 11 == 0)
        made["lead"] = names[:leads]
        helpers = (2, 4, 6, 9, 20)[number % 5]
        made["cooperating"] = sorted(names[leads : leads + helpers], key=_BODIES.index)
    if number % 6 == 0:
        made["targets"] = [
            {"what": "建成示范点", "at_least": 20, "unit": "个", "quote": "示范点不少于20个"}
        ]
    return made


def _text(title: str, length: int, chance: random.Random) -> str:
    sentences = [title]
    while sum(map(len, sentences)) < length:
        sentences.append(chance.choice(_SENTENCES).format(chance.randrange(10, 500, 10)))
    return "；".join(sentences)[: length - 1] + "。"


SMALL = """\
format: sciplan/1
plan: {id: small, title: 某县科普工作要点}
units:
  县科协: {}
  县教育体育局: {}
  县农业农村局: {}
measures:
  - id: "1"
    title: 开展主题科普活动
    text: 开展主题科普活动不少于20场，覆盖全县各乡镇，9月30日前完成。
    lead:
      - 县科协
    cooperating:
      - 县教育体育局
  - id: "2"
    title: 组织农业技术培训
    lead:
      - 县农业农村局
"""
