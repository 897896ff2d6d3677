"""The rule that the first listed body leads: where a document states it, and how far it reaches."""

import re
from collections.abc import Iterable
from dataclasses import replace

from sciplan.documents.clauses.attribution import Attribution, first_leads
from sciplan.documents.clauses.groups import DraftMeasure
from sciplan.documents.clauses.unclaimed import without
from sciplan.documents.readers.document import Paragraph
from sciplan.documents.words.mentions import says_first_leads
from sciplan.documents.words.names import BodyName
from sciplan.documents.words.titles import kinds

_SENTENCE = re.compile(r"[^。；\n\0（）()]{6,80}")
_WIDE = re.compile(
    rf"下同|余同|以下|后同|各项|各条|各任务|各项目|全文|凡|均|责任单位中|本(?:{kinds('this')})"
)
"""Words by which a rule inside one measure's clause speaks of others too."""


def rule_of(paragraphs: Iterable[Paragraph], tasks: Iterable[DraftMeasure]) -> str:
    """Return the sentence that holds for the whole document, empty for none.

    One inside a measure's clause speaks of that measure alone, unless its words say otherwise.

    Args:
        paragraphs: The text.
        tasks: What was read from it, with its clauses.
    """
    clauses = [task for task in tasks if task.said]
    text = "\n".join(re.sub(r"[ \t\u3000]", "", paragraph.text) for paragraph in paragraphs)
    if "牵头" not in text:
        return ""
    outside = without(text, (task.printed for task in clauses if task.said and task.said.names))
    own = (task.said.first_lead for task in clauses if task.said)
    told = [
        *(found[0] for found in _SENTENCE.finditer(outside) if says_first_leads(found[0])),
        *(rule for rule in own if _WIDE.search(rule)),
    ]
    return re.sub(r"^注[：:]", "", told[0].strip("，。； \u3000")) if told else ""


def settled(said: Attribution, rule: str) -> Attribution:
    """Apply a clause's own rule of the first listed, or else the document's.

    Names that stand in a bracket by themselves are the bodies that the rule speaks of.
    """
    rule = said.first_lead or rule
    if rule and said.unplaced and not said.names:
        said = replace(said, responsible=tuple(map(BodyName, said.unplaced)), unplaced=())
    return first_leads(said, rule) if rule else said
