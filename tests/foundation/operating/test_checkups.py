"""The doctor: what is sound is called sound, and each thing that is broken on purpose is found."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from caseward.foundation import clock
from caseward.foundation.ledger import keys
from caseward.foundation.operating.checkups import (
    durability,
    folders,
    ledger,
    roles,
    secrets,
    server,
    versions,
    work,
)
from caseward.foundation.operating.findings import Finding, State
from caseward.foundation.operating.patient import Connection, Patient
from caseward.foundation.storage import apart, master
from caseward.kernel.ledger import Checkpoint, sign_checkpoint
from tests.foundation.operating.conftest import log_in


pytestmark = [pytest.mark.commits, pytest.mark.slow]


def states(findings: Iterable[Finding]) -> dict[str, State]:
    return {finding.code: finding.state for finding in findings}


def not_well(findings: Iterable[Finding]) -> dict[str, Finding]:
    found = {finding.code: finding for finding in findings if finding.state is not State.OK}
    assert all(finding.mend for finding in found.values())
    return found


def test_what_is_sound_is_called_sound(patient: Patient) -> None:
    for checkup in (server, roles, versions, ledger, secrets):
        assert not_well(checkup.examine(patient)) == {}


def test_a_server_that_does_not_wait_for_its_disk_is_wrong(patient: Patient) -> None:
    found = states(durability.examine(patient))

    assert found["durability.fsync"] is State.WRONG
    assert found["durability.synchronous_commit"] is State.WRONG
    assert found["durability.wal_level"] is State.ATTENTION
    assert found["durability.lock_timeout"] is State.OK


def test_a_setting_of_the_role_alone_is_seen(patient: Patient, administrator: Connection) -> None:
    administrator.execute("alter role caseward_runtime set zero_damaged_pages = on")
    try:
        with log_in("caseward_runtime") as runtime:
            again = Patient(patient.owner, runtime, patient.environ, patient.now)
            assert states(durability.examine(again))["durability.zero_damaged_pages"] is State.WRONG
    finally:
        administrator.execute("alter role caseward_runtime reset zero_damaged_pages")


@pytest.mark.parametrize(
    ("break_it", "mend_it", "said"),
    [
        ("alter role caseward_runtime bypassrls", "alter role caseward_runtime nobypassrls", "may pass by"),
        (
            "alter role caseward_runtime createrole",
            "alter role caseward_runtime nocreaterole",
            "may make roles",
        ),
        (
            "alter role caseward_runtime replication",
            "alter role caseward_runtime noreplication",
            "copy the whole",
        ),
        (
            "alter role caseward_runtime superuser",
            "alter role caseward_runtime nosuperuser",
            "is a superuser",
        ),
        (
            "grant caseward_owner to caseward_runtime",
            "revoke caseward_owner from caseward_runtime",
            "may take the part of caseward_owner",
        ),
        (
            "grant pg_read_all_data to caseward_runtime",
            "revoke pg_read_all_data from caseward_runtime",
            "may take the part of pg_read_all_data",
        ),
        ("alter table cases_case owner to caseward_runtime", "select 1", "owns tables"),
        ("grant create on schema public to caseward_runtime", "select 1", "may make tables"),
    ],
)
def test_a_runtime_role_that_may_too_much_is_wrong(
    patient: Patient, administrator: Connection, break_it: str, mend_it: str, said: str
) -> None:
    # Owner and runtime know each other on a test server only; membership must not go round in a circle.
    administrator.execute("revoke caseward_runtime from caseward_owner")
    try:
        administrator.execute(break_it)
        found = not_well(roles.examine(patient))
    finally:
        administrator.execute(mend_it)
        administrator.execute("grant caseward_runtime to caseward_owner")

    assert said in found["roles.runtime"].says
    assert found["roles.runtime"].state is State.WRONG


def test_a_table_without_row_level_security_is_wrong(patient: Patient) -> None:
    patient.owner.execute("alter table cases_case disable row level security")

    assert "1 are not under" in not_well(roles.examine(patient))["roles.tables"].says


def test_a_policy_that_lets_everybody_in_is_found_by_trying(patient: Patient) -> None:
    patient.owner.execute(
        "create policy all_in on access_membership for select to caseward_runtime using (true)"
    )
    patient.owner.execute(
        "create policy open_door on workforce_posting for select to caseward_runtime using (true)"
    )

    assert not_well(roles.examine(patient)).keys() == {"roles.nobody"}


def test_a_clock_that_is_off_is_seen(patient: Patient) -> None:
    for seconds, state in ((5, State.ATTENTION), (60, State.WRONG)):
        late = Patient(
            patient.owner, patient.runtime, patient.environ, clock.now() - timedelta(seconds=seconds)
        )
        assert states(server.examine(late))["server.clock"] is state


def test_tables_older_or_newer_than_the_code_are_wrong(patient: Patient) -> None:
    patient.owner.execute("delete from django_migrations where app = 'jobs'")
    assert "were not applied" in not_well(versions.examine(patient))["versions.migrations"].says

    patient.owner.execute(
        "insert into django_migrations (app, name, applied) values ('cases', '9999_later', now())"
    )
    assert "newer than this code" in not_well(versions.examine(patient))["versions.migrations"].says


def witnessed(witness: Path) -> Path:
    return max(witness.glob("*.txt"))


def test_a_database_older_than_its_witness_was_rolled_back_by_so_many(
    patient: Patient, witness: Path
) -> None:
    size = int(witnessed(witness).stem) + 5
    later = Checkpoint(origin="caseward.local/ledger", size=size, root=bytes(32), at=clock.now())
    text = sign_checkpoint(later, private_key=keys.signing_key()).text
    witness.joinpath(f"{size:018d}.txt").write_text(text, "utf-8")
    found = not_well(ledger.examine(patient))["ledger.witness"]

    assert found.state is State.WRONG
    assert found.says.startswith("Rolled back: ")
    assert found.says.endswith("; 5 are missing.")


def test_a_witness_that_was_changed_or_signed_by_another_key_is_wrong(
    patient: Patient, witness: Path
) -> None:
    newest = witnessed(witness)
    kept = newest.read_text("utf-8")
    newest.write_text(kept.replace("time 2", "time 3"), "utf-8")
    assert "not signed with our key" in not_well(ledger.examine(patient))["ledger.witness"].says
    newest.write_text("nothing", "utf-8")
    assert "is no checkpoint" in not_well(ledger.examine(patient))["ledger.witness"].says
    newest.unlink()
    assert "holds no checkpoint" in not_well(ledger.examine(patient))["ledger.witness"].says


def test_entries_that_wait_for_long_to_be_sealed_are_seen(patient: Patient) -> None:
    patient.owner.execute(
        "insert into ledger_entry (id, at, actor_id, command_id, command, operation, event, subject_ids, purpose, body,"
        " leaf) values (gen_random_uuid(), now() - interval '2 hours', gen_random_uuid(), gen_random_uuid(), '',"
        " 'REFUSAL', 'x', '{}', '', 'x', sha256('\\x0078'))"
    )
    found = not_well(ledger.examine(patient))["ledger.sealing"]

    assert found.state is State.WRONG
    assert "1 wait, the oldest for 120 minutes" in found.says


def test_a_key_that_others_may_read_is_wrong(patient: Patient, settings: Any) -> None:
    settings.LEDGER_KEY_FILE.chmod(0o644)
    assert states(secrets.examine(patient))["secrets.ledger"] is State.WRONG
    settings.LEDGER_KEY_FILE.unlink()
    assert states(secrets.examine(patient))["secrets.ledger"] is State.WRONG


def test_a_vault_that_no_master_key_opens_is_wrong(patient: Patient) -> None:
    assert "opens all 0 vaults" in next(f.says for f in secrets.examine(patient) if f.code == "secrets.files")

    patient.owner.execute("alter table storage_vaultkey disable trigger user")
    patient.owner.execute(
        "insert into storage_vaultkey (id, compartment_id, version, created_at, created_by_id, vault_id, locked_by, "
        "locked) select gen_random_uuid(), c.id, 1, now(), u.id, gen_random_uuid(), 'another', 'x' "
        "from access_compartment c, accounts_user u limit 1"
    )
    assert "1 vaults are locked" in not_well(secrets.examine(patient))["secrets.files"].says


def test_the_key_of_identity_links_is_asked_after_and_their_number_not(patient: Patient) -> None:
    code = "secrets.identities"
    given = patient.environ
    without = {name: value for name, value in given.items() if name != apart.VARIABLE}
    missing = not_well(secrets.examine(replace(patient, environ=without)))[code]
    assert missing.state is State.ATTENTION
    assert "No identity link can be made or opened." in missing.says
    shared = replace(patient, environ={**given, apart.VARIABLE: given[master.VARIABLE]})
    assert "must be another one" in not_well(secrets.examine(shared))[code].says

    patient.owner.execute("alter table identities_identitylink disable trigger user")
    patient.owner.execute("alter table identities_sealedpair disable trigger user")
    patient.owner.execute(
        "with link as (insert into identities_identitylink (id, compartment_id, version, created_at, created_by_id, "
        "confirm_by, wrong_answers, rule) select gen_random_uuid(), c.id, 1, now(), u.id, now(), 0, '' "
        "from access_compartment c, accounts_user u limit 1 returning *) "
        "insert into identities_sealedpair (id, compartment_id, version, created_at, created_by_id, link_id, "
        "locked_by, sealed) select gen_random_uuid(), compartment_id, 1, now(), created_by_id, id, 'another', 'x' "
        "from link"
    )
    found = not_well(secrets.examine(patient))[code]
    assert found.state is State.WRONG
    assert not re.search(r"\d", found.says), "how many there are is their custodians' business"


def test_a_full_disk_is_wrong_before_it_is_full(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    for limits, state in (((1 << 60, 0), State.ATTENTION), ((1 << 61, 1 << 60), State.WRONG)):
        monkeypatch.setattr(folders, "LITTLE", limits[0])
        monkeypatch.setattr(folders, "TOO_LITTLE", limits[1])
        assert states(folders.examine(patient))["folders.files"] is state


def test_without_worker_scanner_and_with_failed_jobs_it_says_so(patient: Patient) -> None:
    patient.owner.execute(
        "insert into procrastinate_jobs (queue_name, task_name, status, args) "
        "values ('x', 'ledger.seal', 'failed', '{}')"
    )
    found = not_well(work.examine(patient))

    assert found["work.worker"].state is State.WRONG
    assert found["work.scanner"].state is State.ATTENTION
    assert "ledger.seal" in found["work.jobs"].says
