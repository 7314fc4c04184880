"""Korean is complete: every sentence of the code is in the file, translated, with the same braces."""

from __future__ import annotations

import re
import string
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app import i18n
from engine.errors import MESSAGES, InputError
from engine.lessons import GROUPS, load_lessons

ROOT = Path(__file__).parents[2]
FILE = ROOT / "resources" / "translations" / "ko.ts"
TOOLS = Path(PySide6.__file__).parent
Message = tuple[str, str, str]


def messages(file: Path) -> list[Message]:
    """(context, source, translation) of every finished message."""
    found = []
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            text = "" if translation.get("type") == "unfinished" else translation.text or ""
            found.append((context.findtext("name", ""), message.findtext("source", ""), text))
    return found


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """(context, source) of every sentence that Qt's own tool finds in the code."""
    file = tmp_path_factory.mktemp("lupdate") / "fresh.ts"
    sources = [str(path) for room in ("app", "viz", "engine") for path in sorted((ROOT / room).rglob("*.py"))]
    subprocess.run([TOOLS / "lupdate", *sources, "-ts", file], check=True, capture_output=True)
    return {(context, source) for context, source, _ in messages(file)}


def test_every_sentence_is_in_the_file_and_none_is_left_over(extracted: set[tuple[str, str]]) -> None:
    assert {(context, source) for context, source, _ in messages(FILE)} == extracted


def test_every_sentence_has_a_context(extracted: set[tuple[str, str]]) -> None:
    assert [source for context, source in extracted if not context] == []


def test_every_sentence_is_translated() -> None:
    assert [source for _, source, text in messages(FILE) if not text] == []


def test_braces_are_kept() -> None:
    def names(text: str) -> list[str]:
        return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name is not None})

    assert [source for _, source, text in messages(FILE) if names(source) != names(text)] == []


def test_translations_are_korean() -> None:
    hangul = re.compile("[가-힣]")
    plain = [source for _, source, text in messages(FILE) if not hangul.search(text) and source != "MNIST"]
    assert plain == []


def test_the_compiled_file_is_that_of_the_text(tmp_path: Path) -> None:
    compiled = tmp_path / "ko.qm"
    subprocess.run([TOOLS / "lrelease", "-silent", FILE, "-qm", compiled], check=True, capture_output=True)
    assert compiled.read_bytes() == FILE.with_suffix(".qm").read_bytes()


def test_lessons_speak_both_languages() -> None:
    for lesson in load_lessons():
        for text in (lesson.title, lesson.look, GROUPS[lesson.group]):
            assert set(text) == set(i18n.LANGUAGES)
            assert all(text.values())


def test_sentences_of_the_engine_follow_the_language(qtbot: QtBot) -> None:
    error = InputError("out-of-range", field="lr", value="1e9", low="0", high="1")
    assert i18n.sentence(error) == "learning rate: 1e9 is outside the range from 0 to 1."
    i18n.set_language("ko")
    try:
        korean = i18n.sentence(error)
        assert korean.startswith("학습률")
        assert "1e9" in korean
        for code in MESSAGES:
            assert QCoreApplication.translate("errors", MESSAGES[code]) != MESSAGES[code]
    finally:
        i18n.set_language("en")
