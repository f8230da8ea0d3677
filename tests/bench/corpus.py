"""A workspace of generated units, large enough to measure on."""

import random
from pathlib import Path

_WORDS = [
    "children",
    "service",
    "report",
    "moderator",
    "evidence",
    "privacy",
    "default",
    "account",
    "message",
    "picture",
    "platform",
    "policy",
    "team",
    "review",
    "age",
    "design",
    "risk",
    "data",
    "parent",
    "school",
    "keep",
    "give",
    "make",
    "check",
    "tell",
    "explain",
    "limit",
    "store",
    "delete",
    "verify",
    "with",
    "and",
    "for",
    "the",
    "a",
]


def sentence(chance: random.Random, words: int) -> str:
    """A sentence of so many words."""
    return " ".join(chance.choice(_WORDS) for _ in range(words)).capitalize() + "."


def write(folder: Path, units: int, seed: int = 1) -> Path:
    """A workspace with `units` recommendations of about 60 words and two points each, 100 to a section."""
    chance = random.Random(seed)
    industry = folder / "content/master/industry"
    industry.mkdir(parents=True)
    (folder / "cop.yaml").write_text("format: 1\ntitle: Generated\nsource-language: en\nlanguages: {en: {}}\n")
    (folder / "content/master/master.yaml").write_text(
        "format: 1\ntitle: Generated\nversion: 1.0.0\nlicence: CC-BY-4.0\nguidelines: [industry]\n"
    )
    (folder / "content/master/facets.yaml").write_text(
        "format: 1\nfacets:\n  sectors: {title: Sector, values: {gaming: Games, social: Social media}}\n"
        "  topics: {title: Topic, values: {reporting: Reporting}}\n"
    )
    (folder / "content/master/parameters.yaml").write_text(
        "format: 1\nparameters:\n  hotline.name: {type: text, generic: your hotline}\n"
    )
    (folder / "content/master/terms.yaml").write_text(
        "format: 1\nterms:\n  csam:\n    preferred: child sexual abuse material\n    definition: A definition.\n"
        "    deprecated: [{wording: child pornography}]\n"
    )
    sections = [f"ind-s{number}" for number in range((units + 99) // 100)]
    (industry / "guideline.yaml").write_text(
        f"format: 1\nid: industry\nprefix: ind\ntitle: Industry\nsections: [{', '.join(sections)}]\n"
    )
    for number, section in enumerate(sections):
        first = number * 100
        body = "".join(_unit(chance, at) for at in range(first, min(first + 100, units)))
        (industry / f"s{number}.yaml").write_text(
            f"format: 1\nsection: {{id: {section}, title: Section {number}}}\nunits:\n{body}"
        )
    return folder


def _unit(chance: random.Random, number: int) -> str:
    see = f"    see: [ind-u{number // 2}]\n" if number % 3 == 0 else ""
    return (
        f"  - id: ind-u{number}\n    kind: recommendation\n    core: expected\n    force: should\n"
        f"    for: {{sectors: [gaming]}}\n    topics: [reporting]\n    title: {sentence(chance, 5)}\n    text: >-\n"
        f"      {sentence(chance, 12)} {sentence(chance, 14)} Tell {{hotline.name}} about\n"
        f"      [material](term:csam). {sentence(chance, 15)}\n"
        f"    points:\n      - {{id: one, text: {sentence(chance, 10)}}}\n      - {{id: two, text: {sentence(chance, 12)}}}\n{see}"
    )
