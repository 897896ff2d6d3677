"""The words that tell what part a body has: one table, a word a place.

The columns differ on purpose: a word that is a verb behind names may be an ordinary noun elsewhere.

    verb      gives a role to the names before it: 甲牵头, 乙指导
    doing     such a verb, that says no more than 负责 where 按职责分工 stands before it
    label     a label's first word: 牵头单位, 监管部门
    no-label  such a word, that is no label by itself
    prose     gives a role within a running sentence: 由甲牵头编制规划
    noun      where 的 follows it, it describes a thing: 甲牵头的专班
    sought    a body beside it may be part of an attribution that nobody read
    run-in    the label that it begins is told from the sentence that it ends
    listed    may stand behind a list of bodies that no bracket holds
    duty      what stands before it is a body, and nothing that a number counts
"""

from typing import TypeGuard

from sciplan.documents.words.rows import WordRow, kinds_of, serving
from sciplan.plan.role import AnyRole, OtherRole, Role

LEAD, RESPONSIBLE, COOPERATING = Role.LEAD, Role.RESPONSIBLE, Role.COOPERATING

_ROLES = (
    WordRow(LEAD, "verb label prose noun sought run-in listed duty", "牵头"),
    WordRow(LEAD, "verb label prose run-in", "主办"),
    WordRow(LEAD, "verb", "牵头组织 抓总 负总责 为主"),
    WordRow(RESPONSIBLE, "verb label prose noun sought run-in listed duty", "负责"),
    WordRow(RESPONSIBLE, "verb label run-in", "主责"),
    WordRow(RESPONSIBLE, "verb label no-label", "承担"),
    WordRow(RESPONSIBLE, "verb", "各负其责"),
    WordRow(RESPONSIBLE, "label no-label run-in", "责任"),
    WordRow(RESPONSIBLE, "label no-label", "整改"),
    WordRow(COOPERATING, "verb label prose noun sought run-in listed duty", "配合"),
    WordRow(COOPERATING, "verb label prose noun run-in listed duty", "参与"),
    WordRow(COOPERATING, "verb label prose noun duty", "协同 协助"),
    WordRow(COOPERATING, "verb label prose duty", "参加"),
    WordRow(COOPERATING, "verb label prose run-in", "协办"),
    WordRow(COOPERATING, "verb label", "协作 会办"),
    WordRow(COOPERATING, "verb prose sought", "会同"),
    WordRow("", "verb label doing sought listed duty", "落实"),
    WordRow("", "verb label doing", "实施 推进 执行"),
    WordRow(
        "",
        "verb doing",
        "组织实施 贯彻落实 抓好落实 抓落实 推动落实 推进落实 推进实施 完成 办理 具体落实",
    ),
    WordRow("", "verb label", "指导 督导 督办 监督 支持 组织 承办 统筹 审核 考核"),
    WordRow("", "verb", "督促 督查 协调 评估 推动 业务指导 技术支持 保障 开展"),
    WordRow("", "label", "监管 承接 建设 支撑 主管 归口 归口管理 验收"),
)
"""Role, empty for one outside the three; columns; words."""


def role_words(use: str) -> tuple[str, ...]:
    """Return the words of one of the table's columns."""
    return serving(_ROLES, use)


VERBS = {verb: Role(role) for verb, role in kinds_of(_ROLES, "verb").items() if role}
"""Verbs with a role; the first of a phrase in the order lead, cooperating, responsible decides."""
OTHER_VERBS = tuple(verb for verb in role_words("verb") if verb not in VERBS)
LABEL_ROLES = {word: Role(role) for word, role in kinds_of(_ROLES, "label").items() if role}
OTHER_LABELS = tuple(word for word in role_words("label") if word not in LABEL_ROLES)
"""A label that begins so tells a role of its own."""
JOINED = r"协同|联合(?!国(?!家))|会商|商请|商(?!州)"
"""A pattern of what stands between a body that leads and one that cooperates, beside 会同.

联合国 is a body, but 联合国家税务局 begins with a word of role; 商州区 is a place.
"""


def is_role(said: object) -> TypeGuard[AnyRole]:
    """Whether what `label_role` says is a role of bodies."""
    return isinstance(said, Role | OtherRole)
