"""Large catalogues: as many entries as asked for, all translated, of which a share is then reworded in the source."""

import random
import sys
from dataclasses import replace
from pathlib import Path

from cop_author.core.carry_over import carry_over
from cop_author.formats.gettext import parse, serialise
from cop_author.model.catalogue import Catalogue, Entry, Message
from cop_author.model.register import Register
from tests.bench.corpus import sentence

HEADER = (
    ("Project-Id-Version", "bench"),
    ("Language", "sw"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
)


def make(entries: int, share: float, seed: int = 1) -> tuple[Catalogue, tuple[Message, ...]]:
    """A catalogue of one-sentence and three-sentence texts, and the messages after `share` of them were reworded."""
    chance = random.Random(seed)
    sources = [
        " ".join(sentence(chance, chance.randint(5, 14)) for _ in range(chance.choice((1, 1, 3))))
        for _ in range(entries)
    ]
    messages = tuple(
        Message(
            "industry",
            f"ind-u{number // 3}#p{number % 3}",
            source,
            comments=("Paragraph", "Used by: master"),
            files=("content/master/industry/s.yaml",),
        )
        for number, source in enumerate(sources)
    )
    made = tuple(
        Entry(m.address, m.source, f"Tafsiri {n}: {m.source[::-1]}", comments=m.comments, files=m.files)
        for n, m in enumerate(messages)
    )
    reworded = tuple(
        replace(m, source=f"{m.source} {sentence(chance, 4)}") if chance.random() < share else m for m in messages
    )
    return Catalogue("industry", "sw", made, HEADER), reworded


def main(path: str, entries: int) -> None:
    """Read, bring up to date and write, as `cop catalogue update` does with one catalogue."""
    _, messages = make(entries, 0.05)
    file = Path(path)
    old, problems = parse(file.read_text(encoding="utf-8"), path, "industry", "sw")
    assert old, problems
    done = carry_over([old], messages, Register(), "sw")
    file.with_suffix(".new").write_text(serialise(done.catalogues[0]), encoding="utf-8")


def template(messages: tuple[Message, ...]) -> str:
    """The template of these messages, for tools that compare by text."""
    entries = tuple(Entry(m.address, m.source, comments=m.comments, files=m.files) for m in messages)
    return serialise(Catalogue("industry", "", entries, HEADER))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
