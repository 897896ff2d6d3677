"""Plans → one bipartite graph. The only user of networkx.

A measure's node is its `MeasureKey` (bipartite=0, with its `entry` and `plan`), a unit's its
`UnitKey` (bipartite=1, with its `unit`); an edge's `duty` is the `Duty`. Collective units stand in
the graph and are left out of statistics by those who count.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from sciplan.plan.model import Duty, Entry, MeasureKey, Plan, Unit, UnitKey

if TYPE_CHECKING:
    PlanGraph = nx.Graph[MeasureKey | UnitKey]
else:
    PlanGraph = nx.Graph


class Share(NamedTuple):
    """A duty with both its ends."""

    measure: MeasureKey
    unit: UnitKey
    duty: Duty


def build(plans: Sequence[Plan], among: Sequence[Plan] = ()) -> PlanGraph:
    """Return the graph of all plans together; `graph.graph["plans"]` is the plans.

    Args:
        plans: Plans whose ids differ.
        among: All plans that are asked about, where those are only the ones that matter to an
            answer: it is still headed, and its ids are written, as one about all of them.
    """
    graph: PlanGraph = nx.Graph(plans=tuple(among or plans))
    for plan in plans:
        keys = {unit.name: plan.key_of(unit) for unit in plan.units}
        for unit in plan.units:
            if keys[unit.name] not in graph:
                graph.add_node(keys[unit.name], bipartite=1, unit=unit)
        for entry in plan.entries:
            measure = MeasureKey(plan.id, entry.measure.id)
            graph.add_node(measure, bipartite=0, entry=entry, plan=plan)
            graph.add_edges_from(
                (measure, keys[duty.unit], {"duty": duty}) for duty in plan.duties(entry.measure)
            )
    return graph


def plans_of(graph: PlanGraph) -> tuple[Plan, ...]:
    """Return the plans that are asked about, see `build`."""
    plans: tuple[Plan, ...] = graph.graph["plans"]
    return plans


def units_of(graph: PlanGraph) -> list[tuple[UnitKey, Unit]]:
    """Return the units in order of precedence, collective ones included."""
    return [
        (node, data["unit"]) for node, data in graph.nodes(data=True) if isinstance(node, UnitKey)
    ]


def entries_of(graph: PlanGraph) -> list[tuple[MeasureKey, Entry]]:
    """Return the measures in document order, plan by plan."""
    return [
        (node, data["entry"])
        for node, data in graph.nodes(data=True)
        if isinstance(node, MeasureKey)
    ]


def plan_of(graph: PlanGraph, measure: MeasureKey) -> Plan:
    """Return the plan a measure stands in."""
    plan: Plan = graph.nodes[measure]["plan"]
    return plan


def entry_of(graph: PlanGraph, measure: MeasureKey) -> Entry:
    """Return a measure with the headings above it."""
    entry: Entry = graph.nodes[measure]["entry"]
    return entry


def unit_of(graph: PlanGraph, key: UnitKey) -> Unit:
    """Return a unit."""
    unit: Unit = graph.nodes[key]["unit"]
    return unit


def shares_of(graph: PlanGraph, unit: UnitKey) -> Iterator[Share]:
    """Yield a unit's duties in document order."""
    for measure, data in graph.adj[unit].items():
        if isinstance(measure, MeasureKey):
            yield Share(measure, unit, data["duty"])


def shares_in(graph: PlanGraph, measure: MeasureKey) -> Iterator[Share]:
    """Yield a measure's duties in printed order, leads first."""
    for unit, data in graph.adj[measure].items():
        if isinstance(unit, UnitKey):
            yield Share(measure, unit, data["duty"])


def degree(graph: PlanGraph, measure: MeasureKey) -> int:
    """Return how many units a measure names."""
    return len(graph.adj[measure])
