"""Learning weights from records without labels: u among strangers, m by expectation-maximisation in Splink."""

from collections.abc import Iterator, Mapping
from typing import Any

from caseward.kernel.identity import Field, MatchModel, Nicknames
from caseward.kernel.identity.fields import DIFFERENT, FINER, INCOMPLETE, LEVELS, SAME
from caseward.kernel.identity.model import Level
from caseward.matching import blocking, counting, engine, pooling, vectors
from caseward.matching.store import Store


Table = Mapping[str, Any]

STRANGERS = 300_000
# A field that fewer pairs know teaches nothing; its weights stay as they were.
LEAST_PAIRS = 500
# Nothing never happens: a level that was not met once is still possible.
LEAST_M, LEAST_U = 0.0005, 0.000001
# How likely records that share a name or a birth are of one person, before Splink has learnt it.
START = 0.5
# Of a finer level that an edition does not weigh: where learning begins.
BEGINNING = Level(m=0.02, u=0.01)

# Each session learns of the fields that do not choose its pairs, among all pairs there are of its kind.
SESSIONS = (
    f"{engine.ONE_PAIR} and l.surname = 'same' and l.forenames = 'same' and l.swapped = '{vectors.AS_IT_STANDS}'",
    f"{engine.ONE_PAIR} and l.date_of_birth = 'same'",
)


def learnt(store: Store, *, base: Table, nicknames: Nicknames, strangers: int = STRANGERS) -> dict[str, Any]:
    """The table of an edition with the weights of the records in the store; make its pairs first.

    What the records say nothing of keeps the weights of the base.
    """
    model = MatchModel.from_table(opened_up(base))
    blocking.draw_strangers(store, count=strangers)
    for pairs, into in (("pairs", "met"), ("strangers", "chance")):
        vectors.compare(store, pairs=pairs, into=into, model=model, nicknames=nicknames)
    start = {field: levels for field in Field if (levels := _by_chance(store, field, model))}
    trained = {
        field: pooling.falling(pooling.tidy(levels)) for field, levels in _maximised(store, start).items()
    }
    table = {
        **base,
        **{field.value: _said(_closed(field, levels, trained)) for field, levels in trained.items()},
    }
    return {**table, "frequencies": counting.frequencies(store)}


def opened_up(base: Table) -> dict[str, Any]:
    """The base with every finer level there is, cut out of "different" where it had none."""
    return {**base, **{field.value: _split(field, base[field.value]) for field in FINER}}


def _split(field: Field, levels: Mapping[str, Any]) -> dict[str, Any]:
    missing = [name for name in LEVELS[field] if name not in levels]
    rest = Level(**levels[DIFFERENT])
    taken = Level(m=rest.m * BEGINNING.m, u=rest.u * BEGINNING.u)
    left = Level(m=rest.m - len(missing) * taken.m, u=rest.u - len(missing) * taken.u)
    known = {name: Level(**one) for name, one in levels.items()}
    full = {**dict.fromkeys(missing, taken), **known, DIFFERENT: left}
    return _said(pooling.falling({name: full[name] for name in LEVELS[field]}))


def _by_chance(store: Store, field: Field, model: MatchModel) -> dict[str, Level] | None:
    """U as it was met among strangers, beside the m that learning begins with; None where too few pairs know."""
    counted: dict[str | None, int] = dict(store.rows(f"select {field}, count(*) from chance group by 1"))  # noqa: S608
    met: dict[str | None, int] = dict(store.rows(f"select {field}, count(*) from met group by 1"))  # noqa: S608
    known, found = (sum(count for level, count in one.items() if level) for one in (counted, met))
    if field is Field.ALIASES or min(found, known) < LEAST_PAIRS:
        return None
    names = (*model.levels[field], *([vectors.AS_IT_STANDS] if field in INCOMPLETE else []))
    begun = {name: model.levels[field][name].m for name in model.levels[field]}
    begun.setdefault(vectors.AS_IT_STANDS, 1 - sum(begun.values()))
    chance = {name: max((counted.get(name, 0) + 0.5) / (known + 0.5 * len(names)), LEAST_U) for name in names}
    total = sum(chance.values())
    return {name: Level(m=begun[name] if name in met else LEAST_M, u=chance[name] / total) for name in names}


def _maximised(store: Store, start: engine.Levels) -> dict[Field, dict[str, Level]]:
    """M as Splink learns it in all sessions together."""
    api = store.splink()
    chosen = engine.settings(start, prior=START, rare={})
    linker = engine.linker(api, engine.sides(store, "met"), chosen)
    for session in SESSIONS:
        linker.training.estimate_parameters_using_expectation_maximisation(
            session, estimate_without_term_frequencies=True
        )
    said = linker.misc.save_model_to_json()
    return {Field(one["output_column_name"]): dict(_learnt_levels(one, start)) for one in said["comparisons"]}


def _learnt_levels(comparison: Table, start: engine.Levels) -> Iterator[tuple[str, Level]]:
    begun = start[Field(comparison["output_column_name"])]
    learnt_m = {
        one["label_for_charts"]: max(float(one.get("m_probability", 0.0)), LEAST_M)
        for one in comparison["comparison_levels"]
        if not one.get("is_null_level")
    }
    total = sum(learnt_m.values())
    for name, level in begun.items():
        yield name, Level(m=learnt_m[name] / total, u=level.u)


def _closed(field: Field, levels: Mapping[str, Level], trained: engine.Levels) -> Mapping[str, Level]:
    """Without the case of which an edition does not speak, and with no more weight than names in their own place."""
    if field is not Field.SWAPPED:
        return levels
    straight = [trained[name][SAME].weight for name in (Field.SURNAME, Field.FORENAMES)]
    most = {"one": min(straight)}
    kept = {name: level for name, level in levels.items() if name != vectors.AS_IT_STANDS}
    bounded = {name: pooling.at_most(level, most.get(name, sum(straight))) for name, level in kept.items()}
    return pooling.falling(bounded)


def _said(levels: Mapping[str, Level]) -> dict[str, Any]:
    return {name: {"m": level.m, "u": level.u} for name, level in levels.items()}
