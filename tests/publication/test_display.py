"""What a reader can choose of the display stays in the tab, and nothing is read aloud by a voice from elsewhere."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.publication.conftest import Tool, need


@pytest.fixture
def seen(published: Path, node: Tool) -> dict[str, Any]:
    html = published / "children-9-12" / "en" / "html"
    page, other = html / "chi-work-rights.html", html / "chi-work-kind.html"
    done = node("tests/publication/display.js", need("chromium"), str(published), str(page), str(other))
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.browser
def test_display_and_reading_aloud(seen: dict[str, Any]) -> None:
    before, after = seen["before"], seen["after"]
    assert before["menu"]
    assert after["ground"] == "rgb(0, 0, 0)" != before["ground"]
    assert after["letters"] == pytest.approx(1.6 * before["letters"], rel=0.01)
    assert after["checked"] == ["largest", "contrast", "wide"]
    assert after["narrow"] == "block", "larger letters take the whole width"
    assert seen["kept"] == {"cookies": "", "local": 0}
    assert seen["elsewhere"] == {"ground": before["ground"], "letters": before["letters"]}
    assert seen["scriptless"] == {"menu": False, "aloud": False}
    assert seen["unheard"] is None
    heard = seen["heard"]
    assert heard[0] == "own: My rights"
    assert all(piece.startswith("own: ") for piece in heard)
    text = "\n".join(heard)
    assert "A promise to every child" in text
    assert "chi-work-" not in text and "Sources" not in text and "Read aloud" not in text
