"""S4 and S5: sessions begin anew, end on time and for good; the door tells nobody which names there are."""

import pytest

from tests.blackbox import rounds
from tests.blackbox.houses import House
from tests.blackbox.visitors import Answer, Visitor


pytestmark = pytest.mark.blackbox

SESSION = "session"
MINE = "(select id from accounts_user where username = 'uma')"
ADMIN = "/administration/people/"


@pytest.fixture
def uma(house: House) -> Visitor:
    """Somebody with a session of her own, which nothing else uses."""
    return Visitor(house.port).signs_in("uma", house.password)


def is_in(who: Visitor) -> bool:
    return who.get("/account/").status == 200


def age(house: House, column: str, interval: str) -> None:
    """Let time pass for every session of Uma's."""
    with house.sql() as sql:
        sql.execute(
            f"update sec.session set {column} = {column} - interval '{interval}' where user_id = {MINE}"
        )


def test_a_session_from_before_the_sign_in_is_worth_nothing_after_it(house: House) -> None:
    somebody = Visitor(house.port, {SESSION: "a" * 32})
    somebody.signs_in("uma", house.password)

    assert somebody.cookies[SESSION] != "a" * 32
    assert not is_in(Visitor(house.port, {SESSION: "a" * 32}))
    assert is_in(somebody)


def test_every_sign_in_has_a_session_of_at_least_128_bits_of_its_own(house: House, uma: Visitor) -> None:
    first = uma.cookies[SESSION]
    second = Visitor(house.port).signs_in("uma", house.password).cookies[SESSION]

    assert first != second
    assert min(len(first), len(second)) * 5.17 >= 128  # letters and digits: log2 of 36 each


def test_the_database_holds_nobodys_cookie(house: House, uma: Visitor) -> None:
    everything = house.value("select string_agg(t::text, ' ') from django_session t")

    assert uma.cookies[SESSION] not in everything


def test_confirming_who_one_is_changes_the_session_and_ends_the_old_one(house: House, uma: Visitor) -> None:
    old = dict(uma.cookies)
    answer = uma.sends("/account/confirm/", {"password": house.password})

    assert answer.status == 302
    assert uma.cookies[SESSION] != old[SESSION]
    assert is_in(uma)
    assert not is_in(Visitor(house.port, old))


@pytest.mark.parametrize(("column", "passes"), [("seen_at", "30 minutes"), ("expires_at", "12 hours")])
def test_a_session_ends_on_the_server(house: House, uma: Visitor, column: str, passes: str) -> None:
    assert is_in(uma)
    age(house, column, passes)

    assert not is_in(uma)
    with house.sql() as sql:  # and for good: putting the clock back does not wake it
        sql.execute(
            f"update sec.session set {column} = clock_timestamp() + interval '1 hour' where user_id = {MINE}"
        )
    assert not is_in(uma)


def test_a_session_lasts_no_longer_than_a_shift(house: House, uma: Visitor) -> None:
    assert is_in(uma)
    assert house.value(
        f"select bool_and(expires_at <= opened_at + interval '12 hours') from sec.session where user_id = {MINE}"
    )


def test_signing_out_ends_it_there_and_clears_it_here(house: House, uma: Visitor) -> None:
    kept = dict(uma.cookies)
    page = uma.get("/account/")
    form = next(form for form in page.forms if form.action == "/sign-out/")
    answer = uma.post("/sign-out/", form.filled({}))

    assert answer.header("Clear-Site-Data") == '"cache", "cookies", "storage"'
    assert not is_in(Visitor(house.port, kept))


def test_disabling_an_account_ends_all_its_sessions_at_the_next_request(house: House, uma: Visitor) -> None:
    other = Visitor(house.port).signs_in("uma", house.password)
    user_id = house.value(f"select {MINE}")
    sam = house.visitor("sam")

    done = sam.sends(f"{ADMIN}{user_id}/disable/", {"because": "Left the force."})
    try:
        assert done.status == 302
        assert [is_in(uma), is_in(other)] == [False, False]
        assert tried(house, "uma", house.password).status == 200
    finally:
        opened = sam.get(f"{ADMIN}{user_id}/enable/")
        form = opened.form_with("idempotency_key")
        assert sam.post(f"{ADMIN}{user_id}/enable/", form.filled({})).status == 302


def tried(house: House, name: str, password: str) -> Answer:
    stranger = Visitor(house.port)
    form = stranger.form("/sign-in/", "login", "password")
    return stranger.post("/sign-in/", form.filled({"login": name, "password": password}))


def plain(answer: Answer, name: str) -> str:
    """The page without its tokens and without what was typed."""
    token = answer.form_with("login").value("csrfmiddlewaretoken")
    return answer.text.replace(token, "").replace(name, "")


def test_unknown_wrong_and_disabled_look_the_same(house: House) -> None:
    with house.sql() as sql:
        sql.execute(
            "update accounts_user set disabled_at = now(), disabled_because = 'LEFT' where username = 'tess'"
        )
    try:
        answers = {
            "nobodyx": tried(house, "nobodyx", "not the password"),
            "wren": tried(house, "wren", "not the password"),
            "tess": tried(house, "tess", house.password),
        }
    finally:
        with house.sql() as sql:
            sql.execute(
                "update accounts_user set disabled_at = null, disabled_because = null where username = 'tess'"
            )

    assert {answer.status for answer in answers.values()} == {200}
    assert len({plain(answer, name) for name, answer in answers.items()}) == 1
    assert len({tuple(sorted(name for name, _ in answer.headers)) for answer in answers.values()}) == 1


@pytest.mark.parametrize("name", ["yusuf", "nobody.at.all"])
def test_five_wrong_passwords_close_a_name_whether_it_exists_or_not(house: House, name: str) -> None:
    for _each in range(5):
        assert "is not right" in tried(house, name, "wrong password").text
    closed = tried(house, name, house.password)

    assert closed.status == 200
    assert "Too many wrong passwords" in closed.text
    assert not is_in(closed_visitor(house, name))
    with house.sql() as sql:  # 42 seconds later
        sql.execute("update accounts_failedsignin set at = at - interval '43 seconds'")
    again = tried(house, name, house.password)
    assert again.status == (302 if name == "yusuf" else 200)


def closed_visitor(house: House, name: str) -> Visitor:
    """Whoever tries the right password while the name is closed."""
    visitor = Visitor(house.port)
    form = visitor.form("/sign-in/", "login", "password")
    visitor.post("/sign-in/", form.filled({"login": name, "password": house.password}))
    return visitor


def test_a_password_of_ten_megabytes_is_not_read(house: House) -> None:
    answer = tried(house, "priya", "x" * rounds.of(3_000_000, soak=10_000_000))

    assert answer.status == 413
