"""Who answers for a task in person: 分管领导, 责任人; how labels and headings name them."""

from sciplan.documents.words.rows import WordRow, one_of, serving

_WORDS = (
    WordRow("charge", "label heading blank", "分管 责任 牵头 包保"),
    WordRow("charge", "label heading", "主管 挂钩 挂联 联系 市级 县级 区级"),
    WordRow("charge", "label", "督办 督导 整改 负责"),
    WordRow("charge", "heading", "包联 州级 省级 市 县 区"),
    WordRow("person", "label heading", "领导 责任人 负责人"),
    WordRow("person", "label", "联系人 市长 县长 区长"),
    WordRow("person", "heading", "负责同志 领导同志"),
)
"""What the words mean: a charge or the person who has it; where; words."""


def _words(kind: str, use: str) -> str:
    return one_of(serving((row for row in _WORDS if row.kind == kind), use))


LABEL = rf"(?:{_words('charge', 'label')})?[市县区]?(?:{_words('person', 'label')})"
HEADING = rf"(?:{_words('charge', 'heading')}){{0,8}}(?:{_words('person', 'heading')})"
BLANK_LABEL = rf"(?:{_words('charge', 'blank')})领导|责任人"
"""A label that a blank parts from the name."""
