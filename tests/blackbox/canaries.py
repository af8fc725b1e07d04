"""A word in every field of one force's records, by which they are known again wherever they turn up."""

from tests.blackbox import unguarded
from tests.blackbox.houses import House


WORD = "Zzyxcanary"
# The free text of each table that belongs to a compartment; what is coded cannot carry a word.
TEXTS = {
    "cases_action": ("text", "settled_words"),
    "cases_closing": ("rationale", "answer_words"),
    "cases_finding": ("because",),
    "cases_gap": ("text", "settled_words"),
    "cases_offer": ("note", "answer_words"),
    "cases_risk": ("text", "settled_words"),
    "cases_setaside": ("because",),
    "chronology_entry": ("text", "source_name", "agency"),
    "decisions_decisionaddendum": ("text",),
    "decisions_decisionoption": ("text", "because"),
    "decisions_decisionrecord": (
        "title", "conduct", "information", "assessment", "powers", "review", "rationale", "dissent",
    ),
    "nominals_address": ("text",),
    "nominals_identifier": ("value",),
    "nominals_name": ("forenames", "surname"),
    "obligations_obligation": ("note",),
    "referrals_answer": ("as_given", "because"),
    "referrals_clarification": ("question", "reply"),
    "referrals_deconfliction": ("note",),
}  # fmt: skip
IN_FORCE = "compartment_id in (select id from access_compartment where key like 'northshire-prevent%')"
SAID = "('individual.surname', 'individual.forenames', 'concerns.concern_narrative')"


def plant(house: House) -> None:
    """Into what is not empty and holds plain text; the guards of the house are taken away for it."""
    with house.sql() as sql:
        for table, columns in TEXTS.items():
            with unguarded.table(sql, table):
                for column in columns:
                    sql.execute(
                        f"update {table} set {column} = {column} || ' {WORD}' where {column} <> '' and {IN_FORCE}"
                    )
        sql.execute(
            f"update referrals_answer set value = to_jsonb((value #>> '{{}}') || ' {WORD}') "
            f"where jsonb_typeof(value) = 'string' and field in {SAID} and {IN_FORCE}"
        )


def standing(house: House) -> list[tuple[object, ...]]:
    """What the force's records come to: equal as long as nobody changed one."""
    return house.rows(
        " union all ".join(
            f"select '{table}', count(*), sum(hashtextextended(t::text, 0)::numeric) from {table} t where {IN_FORCE}"
            for table in TEXTS
        )
    )
