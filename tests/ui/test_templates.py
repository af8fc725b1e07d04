"""The templates of the kit as text: nothing inline, nothing trusted blindly, every sentence translatable."""

import re
from pathlib import Path

import pytest

import caseward.ui


TEMPLATES = sorted((Path(caseward.ui.__file__).parent / "templates").rglob("*.html"))
KIT = [path for path in TEMPLATES if "gallery" not in path.parts]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_nothing_inline_and_trusts_nothing_blindly(path: Path) -> None:
    text = path.read_text("utf-8")

    assert "|safe" not in text
    assert "autoescape off" not in text
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


@pytest.mark.parametrize("path", KIT, ids=lambda path: path.name)
def test_every_sentence_of_a_template_can_be_translated(path: Path) -> None:
    text = re.sub(r"\{%\s*blocktranslate.*?endblocktranslate\s*%\}", "", path.read_text("utf-8"), flags=re.S)
    text = re.sub(r"\{% block (html_class|role) %\}.*?endblock|<kbd>.*?</kbd>", "", text)
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!DOCTYPE[^>]*>|<[^>]*>", " ", text, flags=re.S)

    words = [word for word in re.findall(r"[A-Za-z]{3,}", text) if word != "Caseward"]
    assert words == []
