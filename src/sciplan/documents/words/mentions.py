"""Whether a text mentions who does what: a quick look before the grammar reads it."""

import re

from sciplan.documents.words.labels import LABEL_HEADS, LABEL_WITHIN, OTHER_HEADS
from sciplan.documents.words.roles import LABEL_ROLES, OTHER_LABELS, OTHER_VERBS, VERBS
from sciplan.documents.words.rows import one_of

_ROLE_WORD = re.compile(
    f"职责|分工|{one_of(VERBS.keys() - {'为主'})}|"
    f"(?:{one_of(LABEL_ROLES)})(?:{one_of(LABEL_HEADS)})|"
    f"(?:{one_of(OTHER_LABELS)})(?:{one_of(OTHER_HEADS)})|"
    f"(?:责任|主责){LABEL_WITHIN}"
)
_ENDS_WITH_VERB = re.compile(f"(?:{one_of(OTHER_VERBS)})(?=[，,；;。、）)〕】\\]]|$)")
_FIRST = re.compile(
    r"(?:第[一1]|首[位个家]|最前|靠前|前列|第1).{0,12}?[为是系作].{0,4}?(?:牵头|总?负责)|"
    r"首位牵头|第一[^，。；]{0,6}牵头"
)
_REST_COOPERATE = re.compile(r"(?:其余|其他|之后|后面|后).{0,8}配合")


def may_be_clause(text: str) -> bool:
    """Whether a text holds a word that attribution clauses are made of."""
    return has_role(text) or bool(_ENDS_WITH_VERB.search(text))


def has_role(text: str) -> bool:
    """Whether a text holds a word of one of the three roles, or a label."""
    return bool(_ROLE_WORD.search(text))


def says_first_leads(sentence: str) -> bool:
    """Whether a sentence says that the first listed body leads."""
    return "牵头" in sentence and bool(_FIRST.search(sentence))


def rest_cooperates(sentence: str) -> bool:
    """Whether such a sentence says that the others cooperate."""
    return bool(_REST_COOPERATE.search(sentence))
