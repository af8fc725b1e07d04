"""The questions of the whole form are put together once: what one person is asked and answers touches nobody else."""

from uuid import uuid4

from django.utils.translation import override

from caseward.referrals.forms.arriving import TypedReferral
from caseward.referrals.forms.public import PublicReferral


SURNAME = "individual.surname"
UNITS = [(uuid4(), "")]


def test_what_one_person_typed_stands_in_no_other_form() -> None:
    sent = TypedReferral({SURNAME: "Hartwright" * 500}, units=UNITS)
    assert SURNAME in sent.errors

    fresh = TypedReferral(units=UNITS)

    assert fresh.question(SURNAME).said_value == ""
    assert not fresh.errors


def test_each_page_says_for_itself_what_need_not_be_answered() -> None:
    typed, public = TypedReferral(units=UNITS), PublicReferral(boxes=[("north", "North", uuid4())])

    optional = {each.name for each in public.asked if each.field.says_optional}
    assert optional
    assert not any(each.field.says_optional for each in typed.asked)


def test_the_questions_are_asked_in_the_language_of_the_moment() -> None:
    with override("en-gb"):
        english = TypedReferral(units=UNITS)
    with override("cy"):
        welsh = TypedReferral(units=UNITS)

    assert english.fields[SURNAME] is TypedReferral(units=UNITS).fields[SURNAME]
    assert english.fields[SURNAME] is not welsh.fields[SURNAME]
