"""What must hold of any plan, by hypothesis on small random plans."""

import json
from collections import Counter
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from read_back import HOLDS
from sciplan.base.answer import Answer
from sciplan.cli.commands.workload import SORTS
from sciplan.formats.registry import FORMATS
from sciplan.plan.graph import build, entries_of, plans_of, shares_in, shares_of, units_of
from sciplan.plan.model import Plan
from sciplan.plan.role import Role
from sciplan.plan.style import PaperStyle
from sciplan.planfile.load import load
from sciplan.queries import (
    duties,
    duty_rows,
    matrix,
    measures,
    meeting,
    overlap_rows,
    overlaps,
    overview,
    show,
    targets,
    units,
    workload,
)
from sciplan.queries.statistics import adjusted
from support import PLAN_TEXT, Data, facts, measures_in, plain_plans, plan_of, roles_of

LEADS = ("lead", "responsible")


def collective(data: Data) -> set[str]:
    return {name for name, unit in data["units"].items() if unit["collective"] == "true"}


def counted(data: Data) -> list[dict[str, str]]:
    """Return each measure's roles without collective units."""
    left_out = collective(data)
    return [
        {unit: role for unit, role in roles_of(data, measure).items() if unit not in left_out}
        for measure in measures_in(data)
    ]


def turned(pair: overlap_rows.Overlap) -> overlap_rows.Overlap:
    """Return the same pair with the other unit first."""
    return pair._replace(
        unit_a=pair.unit_b,
        unit_b=pair.unit_a,
        label_a=pair.label_b,
        label_b=pair.label_a,
        a_leads_b=pair.b_leads_a,
        b_leads_a=pair.a_leads_b,
    )


@given(plain_plans())
def test_edges_are_duties(data: Data) -> None:
    plan = plan_of(data)
    graph = build([plan])
    roles = [roles_of(data, measure) for measure in measures_in(data)]
    assert graph.number_of_edges() == sum(map(len, roles))
    assert [
        {share.unit.unit: share.duty.role.value for share in shares_in(graph, measure)}
        for measure, _ in entries_of(graph)
    ] == roles
    assert [key.unit for key, _ in units_of(graph)] == list(data["units"])


@given(plain_plans())
def test_workloads_sum_to_duties(data: Data) -> None:
    rows = workload.workload(build([plan_of(data)]))
    roles = Counter(role for found in counted(data) for role in found.values())
    assert sum(row.lead for row in rows) == roles["lead"]
    assert sum(row.responsible for row in rows) == roles["responsible"]
    assert sum(row.cooperating for row in rows) == roles["cooperating"]
    for row in rows:
        assert row.total == row.lead + row.responsible + row.cooperating
        assert row.sole <= row.lead
        assert row.first <= row.lead
        assert row.unit not in collective(data)


@given(plain_plans())
def test_each_workload_is_what_other_code_counts(data: Data) -> None:
    found = counted(data)
    whole = [roles_of(data, measure) for measure in measures_in(data)]
    for row in workload.workload(build([plan_of(data)])):
        mine = [roles for roles in found if row.unit in roles]
        assert row.total == len(mine)
        assert row.partners == len({unit for roles in mine for unit in roles} - {row.unit})
        assert row.sole == sum(
            roles.get(row.unit) == "lead" and list(roles.values()).count("lead") == 1
            for roles in whole
        )


@given(plain_plans())
def test_sections_sum_to_the_whole(data: Data) -> None:
    graph = build([plan_of(data)])
    parts: dict[str, Counter[str]] = {}
    for row in workload.workload(graph, by_section=True):
        parts.setdefault(row.unit, Counter()).update(
            total=row.total, lead=row.lead, sole=row.sole, first=row.first, sections=row.sections
        )
    whole = {
        row.unit: Counter(
            total=row.total, lead=row.lead, sole=row.sole, first=row.first, sections=row.sections
        )
        for row in workload.workload(graph)
        if row.total
    }
    assert parts == whole


@given(plain_plans(), st.integers(1, 5))
def test_max_units_leaves_out_crowded_measures(data: Data, most: int) -> None:
    kept = [roles for roles in (roles_of(data, m) for m in measures_in(data)) if len(roles) <= most]
    rows = workload.workload(build([plan_of(data)]), max_units=most)
    assert {row.unit: row.total for row in rows} == {
        row.unit: sum(row.unit in roles for roles in kept) for row in rows
    }


@given(plain_plans(), st.sampled_from(list(SORTS)))
def test_sorting_only_sorts(data: Data, sort: str) -> None:
    graph = build([plan_of(data)])
    by_precedence = list(workload.workload(graph))
    rows = list(workload.workload(graph, sort=sort))
    if sort in ("unit", "category", "jurisdiction"):
        assert rows == by_precedence
    else:
        assert rows == sorted(by_precedence, key=lambda row: -getattr(row, sort))


@given(plain_plans())
def test_overlaps_are_what_other_code_counts(data: Data) -> None:
    expected: dict[tuple[str, str], Counter[str]] = {}
    for roles in counted(data):
        names = [name for name in data["units"] if name in roles]
        for a, b in combinations(names, 2):
            head = f"{roles[a] in LEADS} {roles[b] in LEADS}"
            expected.setdefault((a, b), Counter())[head] += 1
    pairs = overlap_rows.overlaps(build([plan_of(data)]))
    assert {
        (pair.unit_a, pair.unit_b): Counter(
            {
                "True True": pair.both_lead,
                "True False": pair.a_leads_b,
                "False True": pair.b_leads_a,
                "False False": pair.both_cooperate,
            }
        )
        for pair in pairs
    } == expected
    for pair in pairs:
        assert pair.shared == pair.together + pair.both_cooperate
        assert pair.shared > 0
    assert [pair.together for pair in pairs] == sorted((p.together for p in pairs), reverse=True)


@given(plain_plans())
def test_one_units_overlaps_are_the_pairs_that_hold_it(data: Data) -> None:
    graph = build([plan_of(data)])
    pairs = set(overlap_rows.overlaps(graph))
    for key, unit in units_of(graph):
        mine = set(overlap_rows.overlaps(graph, unit=key))
        assert all(pair.unit_a == key.unit for pair in mine)
        either = {pair for pair in pairs if key.unit in (pair.unit_a, pair.unit_b)}
        assert mine == {pair if pair.unit_a == key.unit else turned(pair) for pair in either}
        assert not (unit.collective and mine)


@given(plain_plans())
def test_shared_measures_are_as_many_as_the_overlap_says(data: Data) -> None:
    graph = build([plan_of(data)])
    keys = {key.unit: key for key, _ in units_of(graph)}
    for pair in overlap_rows.overlaps(graph):
        a, b = keys[pair.unit_a], keys[pair.unit_b]
        rows = overlap_rows.shared_measures(graph, a, b)
        other = overlap_rows.shared_measures(graph, b, a)
        assert len(rows) == pair.shared
        assert sum(row.role_a.leads and row.role_b.leads for row in rows) == pair.both_lead
        assert [(row.role_b, row.role_a) for row in other] == [
            (row.role_a, row.role_b) for row in rows
        ]


@given(plain_plans())
def test_chances_are_corrected_over_all_pairs_before_any_filter(data: Data) -> None:
    graph = build([plan_of(data)])
    keys = [key for key, unit in units_of(graph) if not unit.collective]
    shown = overlap_rows.overlaps(graph, stats=True)
    everyone = len(keys) * (len(keys) - 1) // 2
    silent = everyone - len(shown)
    corrected = adjusted([pair.p for pair in shown] + [1.0] * silent)
    assert [pair.p_adjusted for pair in shown] == corrected[: len(shown)]
    plain = [pair._replace(expected=0.0, p=1.0, p_adjusted=1.0) for pair in shown]
    assert plain == list(overlap_rows.overlaps(graph))


@given(plain_plans(), st.randoms(use_true_random=False))
def test_the_order_of_measures_changes_no_count(data: Data, random: Any) -> None:
    graph = build([plan_of(data)])
    turned = json.loads(json.dumps(data))
    random.shuffle(turned["measures"])
    random.shuffle(turned["sections"])
    for section in turned["sections"]:
        random.shuffle(section["measures"])
    other = build([plan_of(turned)])
    assert workload.workload(graph) == workload.workload(other)
    assert overlap_rows.overlaps(graph, stats=True) == overlap_rows.overlaps(other, stats=True)


@given(plain_plans())
def test_duties_and_matrix_agree_with_the_graph(data: Data) -> None:
    graph = build([plan_of(data)])
    keys = [key for key, _ in units_of(graph)]
    marks = {Role.LEAD: "牵", Role.RESPONSIBLE: "责", Role.COOPERATING: "配"}
    rows = matrix.matrix(graph, keys)
    for place, (key, item) in enumerate(zip(keys, duty_rows.duties(graph, keys), strict=True)):
        assert [row.role for row in item.rows] == [s.duty.role for s in shares_of(graph, key)]
        assert len(item.rows) + len(item.absent) == item.asked == len(rows)
        column = {row.measure: row.marks[place] for row in rows if row.marks[place]}
        assert column == {row.record.measure: marks[row.role] for row in item.rows}


@given(plain_plans())
def test_a_meeting_about_everything_calls_everyone_who_has_a_duty(data: Data) -> None:
    plan = plan_of(data)
    agenda = meeting.meeting([plan], [(plan, entry) for entry in plan.entries])
    called = {unit for measure in measures_in(data) for unit in roles_of(data, measure)}
    order = list(data["units"])
    assert [each.unit for each in agenda.attendees] == [name for name in order if name in called]
    otherwise = {each.rpartition("（")[0] for each in agenda.others}
    collective = {unit.name for unit in plan.units if unit.collective}
    assert set(agenda.absent) == set(order) - called - otherwise - collective
    reports = [ident for each in agenda.attendees for ident in each.reports]
    answered = [m["id"] for m in measures_in(data) if {*m["lead"], *m["responsible"]}]
    assert sorted(reports) == sorted(answered)


def every_answer(plan: Plan) -> list[Answer]:
    plans, graph = [plan], build([plan])
    keys = [key for key, _ in units_of(graph)]
    entries = [(plan, entry) for entry in plan.entries]
    answers = [
        overview.answer(plans, overview.overview(plans), ["p.yaml"]),
        duties.answer(graph, duty_rows.duties(graph, keys)),
        matrix.answer(graph, keys, matrix.matrix(graph, keys)),
        measures.answer(plans, measures.measures(plans)),
        show.answer(plans, [show.show(*item) for item in entries]),
        targets.answer(plans, targets.targets(plans)),
        units.answer(plans, units.units(plans)),
        meeting.answer(plans, meeting.meeting(plans, entries)),
    ]
    for by_section in (False, True):
        rows = workload.workload(graph, by_section=by_section)
        answers.append(workload.answer(plans_of(graph), rows, by_section=by_section))
    for stats in (False, True):
        pairs = overlap_rows.overlaps(graph, stats=stats)
        answers.append(overlaps.answer(plans_of(graph), pairs, stats=stats))
    answers += [overlaps.shared_answer(graph, a, b) for a, b in combinations(keys, 2)]
    return answers


@given(plain_plans())
def test_a_plan_that_loads_answers_every_query_in_every_format(data: Data) -> None:
    for answer in every_answer(plan_of(data)):
        for name, format_ in FORMATS.items():
            if name in HOLDS and not format_.extra:
                content = format_.content(answer, PaperStyle())
                assert content.endswith(b"\n")
                HOLDS[name](answer, content)


@settings(max_examples=5)
@given(plain_plans())
def test_a_plan_that_loads_answers_every_query_as_an_office_file(data: Data) -> None:
    for answer in every_answer(plan_of(data)):
        for name, format_ in FORMATS.items():
            if name in HOLDS and format_.extra:
                HOLDS[name](answer, format_.content(answer, PaperStyle()))


NAMES_AT = [
    at
    for at, line in enumerate(PLAN_TEXT.splitlines())
    if line.removeprefix(" " * 14 + "- ") in facts()["units"]
]


@settings(max_examples=3)
@given(st.data())
def test_a_real_plan_with_other_lists_answers_too(data: st.DataObject) -> None:
    lines = PLAN_TEXT.splitlines()
    for _ in range(data.draw(st.integers(1, 5))):
        first, second = (data.draw(st.sampled_from(NAMES_AT)) for _ in range(2))
        lines[first], lines[second] = lines[second], lines[first]
        if data.draw(st.booleans()):
            lines[first] = ""
    plan = load("\n".join(lines), "p.yaml").plan
    assert plan is not None
    graph = build([plan])
    answers = [
        overview.answer([plan], overview.overview([plan]), ["p.yaml"]),
        workload.answer(plans_of(graph), workload.workload(graph)),
        overlaps.answer(plans_of(graph), overlap_rows.overlaps(graph)),
        duties.answer(graph, duty_rows.duties(graph, [key for key, _ in units_of(graph)])),
    ]
    for answer in answers:
        for name, format_ in FORMATS.items():
            if name in HOLDS and not format_.extra:
                HOLDS[name](answer, format_.content(answer, PaperStyle()))


@given(plain_plans("one"), plain_plans("two"))
def test_plans_of_two_places_add_up(one: Data, two: Data) -> None:
    two["plan"]["jurisdiction"] = "别市"
    both = build([plan_of(one), plan_of(two)])
    apart = [
        *overlap_rows.overlaps(build([plan_of(one)])),
        *overlap_rows.overlaps(build([plan_of(two)])),
    ]
    together = overlap_rows.overlaps(both)
    assert Counter((pair.jurisdiction, pair.shared) for pair in together) == Counter(
        (pair.jurisdiction, pair.shared) for pair in apart
    )
    rows = [row for data in (one, two) for row in workload.workload(build([plan_of(data)]))]
    assert list(workload.workload(both)) == rows
    assert list(workload.over([plan_of(one), plan_of(two)])) == rows


@given(plain_plans("one"), plain_plans("two"))
def test_two_plans_of_one_place_share_their_units(one: Data, two: Data) -> None:
    both = build([plan_of(one), plan_of(two)])
    names = {*one["units"], *two["units"]}
    assert len(units_of(both)) == len(names)
    assert workload.over(plans_of(both)) == workload.workload(both)
    assert both.number_of_edges() == sum(
        len(roles_of(data, measure)) for data in (one, two) for measure in measures_in(data)
    )
