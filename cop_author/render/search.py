"""The index that a site is searched with, made by Pagefind; the only user of its program.

The program reads what it is sent and answers; it must not be told of any file or address.
"""

import json
import os
import re
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from itertools import count
from typing import IO, Any

from pagefind_bin_extended import get_executable

from cop_author.errors import CopError
from cop_author.model.document import Document
from cop_author.render.places import Place, places
from cop_author.render.shipped import packaged
from cop_author.text.figures import western_digits

FOLDER = "pagefind"
"""Where the index stands beside the pages."""

_ENTRY = "pagefind-entry.json"
_ENDINGS = (".pf_meta", ".pf_index", ".pf_fragment")
_END = b","
_ELIDED = re.compile(r"(?<=[^\W\d_])['’](?=[^\W\d_]{2})")
_SEAM = "\u2060 "


def search_files(document: Document) -> dict[str, bytes]:
    """The index of a site by path, with its licence: equal documents give equal bytes."""
    made = index(places(document), document.language.tag) | {"LICENSE.txt": packaged("js/MIT-pagefind.txt")}
    return {f"{FOLDER}/{name}": content for name, content in made.items()}


def indexer() -> str:
    """The name and version of what makes the index: a part of what decides the bytes."""
    return f"Pagefind {version('pagefind-bin-extended')}"


def index(found: tuple[Place, ...], tag: str) -> dict[str, bytes]:
    """The index over these places in the language `tag`: what a browser needs, by path.

    The language goes in without its region or script: so does a browser look for it.
    """
    lang = tag.partition("-")[0]
    with _service() as service:
        at = service.ask(type="NewIndex", config={"force_language": lang})["index_id"]
        for place in found:
            title, text = _apart(place.title), _apart(place.text)
            meta = {"title": title}
            service.ask(type="AddRecord", index_id=at, url=place.href, content=text, language=lang, meta=meta)
        files = service.ask(type="GetFiles", index_id=at)["files"]
    made = {file["path"]: b64decode(file["content"]) for file in files}
    program = _program(made[_ENTRY], lang)
    return {name: made[name] for name in sorted(made) if _is_needed(name, program)}


def _apart(text: str) -> str:
    """With an article of its own (l’école) as a word of its own; the page takes the seam out again. Numbers are found
    whatever digits they are written or typed with: the page asks for 0 to 9 as well."""
    return _ELIDED.sub(rf"\g<0>{_SEAM}", western_digits(text))


def _program(entry: bytes, lang: str) -> str:
    """The file that knows the endings of this language's words, or that of all languages without one."""
    return f"wasm.{json.loads(entry)['languages'][lang]['wasm'] or 'unknown'}.pagefind"


def _is_needed(name: str, program: str) -> bool:
    """Whether our own page loads it; it comes with other pages, looks and programs."""
    return name in (_ENTRY, "pagefind.js", program) or name.endswith(_ENDINGS)


class _Service:
    """The program as it waits for requests: each is JSON in Base64 with a comma, and so is its answer."""

    def __init__(self, to: IO[bytes], back: IO[bytes]) -> None:
        self._to, self._back, self._numbers = to, back, count(1)

    def ask(self, **payload: Any) -> Any:
        """What the program answers. One thing is asked at a time, so that no pipe can fill up."""
        request = json.dumps({"message_id": next(self._numbers), "payload": payload})
        self._to.write(b64encode(request.encode()) + _END)
        self._to.flush()
        answer = b""
        while not answer.endswith(_END):
            part = os.read(self._back.fileno(), 1 << 20)
            if not part:
                raise CopError("the index for searching could not be made: Pagefind ended", "Run: make setup")
            answer += part
        said = json.loads(b64decode(answer[:-1]))["payload"]
        if said["type"] == "Error":
            raise CopError(f"the index for searching could not be made: {said['message']}")
        return said


@contextmanager
def _service() -> Iterator[_Service]:
    command = [str(get_executable()), "--service"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin and running.stdout
        yield _Service(running.stdin, running.stdout)
