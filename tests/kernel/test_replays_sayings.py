"""What reviews say in a word: each is read as the verb, or the choice, that it means."""

import pytest

from tests.kernel.test_replays_reading import event, faults, read


@pytest.mark.parametrize(
    ("said", "verb", "key", "value"),
    [
        ("consent withdrawn", "consent", "given", False),
        ("Session-not-held", "session", "held", False),
        ("off sick", "absence", "kind", "SICKNESS"),
        ("gateway decision", "decide", "outcome", None),
        ("deconfliction", "deconflict", "result", "CLEAR"),
        ("risk management plan", "plan", "occurred", None),
    ],
)
def test_a_word_of_reviews_is_the_verb_that_it_means(said: str, verb: str, key: str, value: object) -> None:
    [found] = read(event(f'what = "{said}"')).events
    assert (found.verb, found.values[key]) == (verb, value)


def test_what_the_event_says_itself_comes_before_what_the_word_means() -> None:
    [found] = read(event('what = "sick"', 'kind = "course"')).events
    assert found.values["kind"] == "COURSE"


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ('what = "deconflict"\nresult = "nothing held"', "result", "CLEAR"),
        ('what = "absence"\nkind = "sick leave"', "kind", "SICKNESS"),
        ('what = "enquiry"\nasker = "charity"', "asker", "OTHER"),
        ('what = "review"\nof = "12 months"', "of", "twelve-months"),
        ('what = "threat"\nhow = "social media"', "how", "MESSAGE"),
    ],
)
def test_a_choice_may_be_said_as_reviews_say_it(line: str, key: str, value: str) -> None:
    [found] = read(event(line)).events
    assert found.values[key] == value


def test_a_stage_may_be_named_by_its_title() -> None:
    [found] = read(event('what = "advance"', 'to = "The panel"')).events
    assert found.values["to"] == "panel"


def test_an_attack_is_no_death_and_names_that_are_few_are_all_told() -> None:
    said = faults(event('what = "attack"') + event('what = "close"', 'outcome = "sulked"'))
    assert "deceased" not in said["event[1].what"]
    assert "“arrested-or-released”" in faults(event('what = "arrested"'))["event[1].what"]
    assert "adopt" in said["event[2].outcome"]


def test_a_provider_who_is_named_is_no_member_of_staff() -> None:
    held = event('what = "session"', 'by = "Mr Osei"', at="2019-11-20")
    tasked = event('what = "task"', 'provider = "Mr Osei"', at="2019-11-05")
    found = read(tasked + held)
    assert found.staff == ()
    assert found.events[-1].by == ""
    assert "is a provider" in found.remarks[0].sentence


def test_whoever_is_named_for_the_first_time_is_remarked_on_once() -> None:
    found = read(event('what = "decide"', 'by = "DS Okoro"') + event('what = "decide"', 'by = "DS Okoro"'))
    [said] = found.remarks
    assert (
        said.sentence
        == "DS Okoro is named for the first time: taken for the supervisor of Northshire Prevent."
    )


def test_a_contact_without_its_risk_is_remarked_on() -> None:
    unsaid, said = event('what = "contact"'), event('what = "visit"', 'risk = "low"')
    assert [one.place for one in read(unsaid + said).remarks] == ["event[1].risk"]
