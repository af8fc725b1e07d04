"""Headers of every answer, and requests that come from elsewhere."""

import json
from typing import Any

import pytest
from django.test import Client

from caseward.ui.policy import HEADERS


EVERYWHERE = ["/ui/", "/nowhere/", "/refused/", "/away/", "/defect/"]


@pytest.mark.parametrize("address", EVERYWHERE)
def test_every_answer_carries_every_header(anybody: Client, address: str) -> None:
    answer = anybody.get(address)

    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize("address", EVERYWHERE)
def test_every_answer_says_what_the_browser_may_do(anybody: Client, address: str) -> None:
    policy = anybody.get(address).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "report-uri /csp-reports/" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_change_that_another_site_asked_for_is_refused(anybody: Client, method: str) -> None:
    answer = getattr(anybody, method)("/done/", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert "This did not come from Caseward" in answer.content.decode()


@pytest.mark.parametrize("said", ["same-origin", "none", ""])
def test_a_change_of_our_own_goes_through(anybody: Client, said: str) -> None:
    headers = {"Sec-Fetch-Site": said} if said else {}

    assert anybody.post("/done/", headers=headers).status_code == 200


def test_looking_from_another_site_is_not_refused(anybody: Client) -> None:
    assert anybody.get("/done/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_a_report_of_a_broken_policy_names_the_rule_and_no_address(anybody: Client, caplog: Any) -> None:
    report = {"csp-report": {"effective-directive": "script-src", "document-uri": "/cases/C7K3Q9F4M/"}}

    answer = anybody.post("/csp-reports/", json.dumps(report), content_type="application/csp-report")

    assert answer.status_code == 204
    assert "script-src" in caplog.text
    assert "C7K3Q9F4M" not in caplog.text


@pytest.mark.parametrize("body", ["", "nonsense", "[]", "[1, null]", '{"csp-report": 5}', '{"body": []}'])
def test_a_report_that_is_none_is_taken_quietly(anybody: Client, body: str, caplog: Any) -> None:
    assert anybody.post("/csp-reports/", body, content_type="application/reports+json").status_code == 204
    assert not [record for record in caplog.records if record.name == "caseward.csp"]


def test_a_form_sent_to_where_reports_go_is_taken_quietly(anybody: Client) -> None:
    assert anybody.post("/csp-reports/", {"text": "not a report"}).status_code == 204
