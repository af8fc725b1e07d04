"""An enquiry names nobody: what says who it is is found wherever it stands, and what says nothing is let through."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.kernel.anonymity import Found, Rules, Sort, found_in, names_nobody
from caseward.kernel.decisions import Allowed, Refused
from tests.guards.walking import ROOT


TODAY = date(2026, 11, 23)
DEFINITIONS = ROOT / "caseward" / "definitions"
SHORT = tomllib.loads((DEFINITIONS / "nicknames" / "english-2026-11.toml").read_text("utf-8"))["families"]
RULES = Rules.from_table(
    tomllib.loads((DEFINITIONS / "anonymity" / "enquiries-2026-11-23.toml").read_text("utf-8")),
    forenames=frozenset(name for family in SHORT for name in family),
)

CLEAN = (
    "A pupil in Year 9 opened the head’s mailbox twice last term.",
    "He says he wants to work in computing, and I think he would talk to you.",
    "On 14/11/2026 the pupil ran a tool from GitHub on a school Chromebook at 2.30 pm.",
    "My son is 15 years old. He spends 10 hours a day on Discord and Roblox.",
    "The young person learnt Python and Kali Linux; may be autistic. Will you speak to the parents?",
    "We called the police in March: nobody was harmed. 300 pupils could not sign in for 45 minutes.",
    "It happened 3 times this way. The handle is known to us, and so is the user name.",
    "We do not mark them down for it, and they might pat each other on the back.",
    "Between 13 and 16 hours were lost, 1,200 pounds were asked for in Bitcoin.",
    "• She was 12yo then.\n• What should we do next?",
    "What we want to know: How do we begin? The pupil – He is in Year 9 – is calm: We asked him.",
    "Student: Year 9, autistic. Pupil A and Child B did it. A boy used LOIC.",
    "Name: not known\nInitials: withheld\nAge: 14\nThe boy: aged 14, quiet. One child - no siblings.",
    "His name is not known to us. The name – we do not ask for it – is with the head’s office.",
)
REVEALING = (
    ("The pupil is Callum.", Sort.NAME, "Callum"),
    ("callum did it", Sort.NAME, "callum"),
    ("Callum’s laptop", Sort.NAME, "Callum’s"),
    ("It was Hartwright again", Sort.NAME, "Hartwright"),
    ("his name is Ghost", Sort.NAME, "Ghost"),
    ("Mrs Okafor saw it", Sort.NAME, "Okafor"),
    ("Name: Ormerod", Sort.NAME, "Ormerod"),
    ("NAME: ORMEROD", Sort.NAME, "ORMEROD"),
    ("surname = ormerod", Sort.NAME, "ormerod"),
    ("Pupil: Ormerod", Sort.NAME, "Ormerod"),
    ("It is bad.\nPupil: ormerod, Year 9", Sort.NAME, "ormerod"),
    ("Surname: Ormerod Year 9", Sort.NAME, "Ormerod"),
    ("the boy – Ormerod – did it", Sort.NAME, "Ormerod"),
    ("the boy — Ormerod — did it", Sort.NAME, "Ormerod"),
    ("we asked around; Ormerod did it", Sort.NAME, "Ormerod"),
    ("his initials: KO", Sort.NAME, "KO"),
    ("initials KO, Year 9", Sort.NAME, "KO"),
    ("his initials are ko", Sort.NAME, "ko"),
    ("his first name HARTWRIGHT", Sort.NAME, "HARTWRIGHT"),
    ("the surname ormerod", Sort.NAME, "ormerod"),
    ("the pupil HARTWRIGHT did it", Sort.NAME, "HARTWRIGHT"),
    ("the girl is called HARTWRIGHT", Sort.NAME, "HARTWRIGHT"),
    ("The pupil, C. H., left", Sort.NAME, "C. H."),
    ("He said that Will was there", Sort.NAME, "Will"),
    ("a pupil of Northgate Academy", Sort.NAME, "Northgate"),
    ("Здравствуйте, Иван", Sort.NAME, "Иван"),
    ("write to cal.hart@example.org please", Sort.EMAIL, "cal.hart@example.org"),
    ("see https://example.org/u/cal", Sort.LINK, "https://example.org/u/cal"),
    ("on discord.gg/abcdef they meet", Sort.LINK, "discord.gg/abcdef"),
    ("posts as @ghostly", Sort.HANDLE, "@ghostly"),
    ("posts as ghost#1234 there", Sort.HANDLE, "ghost#1234"),
    ("posts as gh0stly99 there", Sort.HANDLE, "gh0stly99"),
    ("posts as dark_lord there", Sort.HANDLE, "dark_lord"),
    ("the username is ghostly", Sort.HANDLE, "username is ghostly"),
    ("ring 07700 900123 after four", Sort.PHONE, "07700 900123"),
    ("ring +44 (0)7700-900123", Sort.PHONE, "+44 (0)7700-900123"),
    ("pupil number 84412093", Sort.NUMBER, "84412093"),
    ("from 203.0.113.77 at night", Sort.NUMBER, "203.0.113.77"),
    ("lives at NP4 7QX", Sort.POSTCODE, "NP4 7QX"),
    ("lives at np47qx", Sort.POSTCODE, "np47qx"),
    ("lives at 17 Fennel Row", Sort.ADDRESS, "17 Fennel Row"),
    ("lives at 17 fennel street", Sort.ADDRESS, "17 fennel street"),
    ("born 14/03/2009", Sort.BIRTH, "born 14/03/2009"),
    ("the birthday is 14 March", Sort.BIRTH, "birthday is 14 March"),
    ("the day 14/03/2009", Sort.BIRTH, "14/03/2009"),
    ("the day 2009-03-14", Sort.BIRTH, "2009-03-14"),
    ("the 14th of March 2009", Sort.BIRTH, "14th of March 2009"),
    ("the day 14.03.09", Sort.BIRTH, "14.03.09"),
)
PLANTED = st.one_of(
    st.sampled_from(sorted(RULES.forenames - RULES.ordinary)),
    st.from_regex(r"[a-z]{3,8}\.[a-z]{3,8}@[a-z]{3,8}\.(org|com)", fullmatch=True),
    st.from_regex(r"0[1-9][0-9]{3} ?[0-9]{6}", fullmatch=True),
    st.from_regex(r"[A-PR-UWYZ][0-9]{1,2} ?[0-9][ABD-HJLNP-UW-Z]{2}", fullmatch=True),
    st.from_regex(r"@[a-z]{3,12}", fullmatch=True),
    st.dates(date(1970, 1, 1), date(2020, 1, 1)).map(lambda day: f"{day:%d/%m/%Y}"),
)


def found(text: str) -> tuple[Found, ...]:
    return found_in(text, rules=RULES, today=TODAY)


@pytest.mark.parametrize(("text", "sort", "words"), REVEALING, ids=[one[0] for one in REVEALING])
def test_what_says_who_it_is_is_found(text: str, sort: Sort, words: str) -> None:
    assert Found(sort, words) in found(text)


@pytest.mark.parametrize("text", CLEAN)
def test_what_says_nothing_of_who_it_is_is_let_through(text: str) -> None:
    assert found(text) == ()
    assert isinstance(names_nobody(text, rules=RULES, today=TODAY), Allowed)


@given(PLANTED, st.sampled_from(CLEAN), st.sampled_from(CLEAN))
def test_whatever_is_planted_between_clean_sentences_is_found(planted: str, before: str, after: str) -> None:
    assert found(f"{before} Then {planted} was seen. {after}")
    assert found(f"{before}\n{planted}\n{after}".upper())


@given(st.sampled_from(sorted(RULES.forenames - RULES.ordinary)), st.data())
def test_a_forename_is_found_in_any_case_and_with_what_cannot_be_seen_in_it(
    name: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(name)))
    hidden = f"{name[:at]}\u200b{name[at:]}"

    for spelt in (name, name.upper(), name.title(), hidden, f"{name}'s"):
        assert found(f"we think that {spelt} did it")


@given(st.text(max_size=400))
def test_any_text_is_read_and_the_refusal_says_what_to_write(text: str) -> None:
    answer = names_nobody(text, rules=RULES, today=TODAY)

    assert isinstance(answer, Allowed) is (found(text) == ())
    if isinstance(answer, Refused):
        assert answer.code == "enquiry.names-somebody"
        assert answer.remedy


def test_the_refusal_names_what_was_found_and_what_to_write_instead() -> None:
    answer = names_nobody("Callum was born 14/03/2009", rules=RULES, today=TODAY)

    assert isinstance(answer, Refused)
    assert answer.sentence == (
        "This can say who it is: “born 14/03/2009” looks like a date of birth; “Callum” looks like a name. "
        "Leave the date of birth out and choose an age band. "
        "Write “the pupil”, “the young person”, “a friend” or “the school” in the place of a name."
    )


@given(
    st.sampled_from(
        ("name", "surname", "first name", "pupil", "student", "child", "boy", "girl", "initials")
    ),
    st.sampled_from((": ", ":", " = ", " - ", " – ", " — ", " ")),
    st.one_of(
        st.sampled_from(sorted(RULES.forenames)),
        st.from_regex(r"[a-z]{3,12}", fullmatch=True).filter(lambda one: one not in RULES.capitals),
    ),
)
def test_a_capital_after_the_word_for_a_person_names_somebody(label: str, mark: str, name: str) -> None:
    for spelt in (name.title(), name.upper()):
        assert found(f"We think that the {label}{mark}{spelt} did it."), (label, mark, spelt)
        assert found(f"{label.title()}{mark}{spelt} Year 9")


@pytest.mark.parametrize("product", sorted(path.name for path in (DEFINITIONS / "advice").glob("*.toml")))
def test_the_published_advice_names_nobody(product: str) -> None:
    says = tomllib.loads((DEFINITIONS / "advice" / product).read_text("utf-8"))["says"]
    assert {one for said in says for one in found(said)} == set()


def test_the_limits_are_known() -> None:
    """As the module says: what no list knows is seen by a capital or by the word before it, and by nothing else."""
    assert found("hartwright did it, they call the pupil ghost") == ()
    assert found("Hartwright did it. THE PUPIL HARTWRIGHT DID IT") == ()
