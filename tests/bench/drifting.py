"""A large layer over the generated workspace, two releases of the text below it, and the layer pinned to the first."""

import random
import re
import subprocess
from pathlib import Path

from cop_author.app import releases
from tests.bench import corpus

_UNIT = re.compile(r"  - id: (ind-u\d+)\n(?:    .*\n)*?    text: >-\n((?:      .*\n)+)")


def write(folder: Path, units: int, operations: int, *, moved_on: bool = False, seed: int = 1) -> Path:
    """A git repository with master 1.0.0 and 1.1.0, of which a tenth of the texts differ, and a layer on 1.0.0.

    With `moved_on` the work tree holds neither of the two, so that both are to be had from git only.
    """
    chance = random.Random(seed)
    corpus.write(folder, units, seed)
    _layer(folder, operations, units, chance)
    _git(folder, "init", "-q", "-b", "main")
    first, _ = releases.record(folder, "master", "", "2026-11-25")
    base = folder / "content/layers/ke/base.yaml"
    base.write_text(base.read_text().replace("DIGEST", first.digest))
    _commit(folder, "Release master 1.0.0")
    _edit(folder, chance, 0.1)
    _version(folder, "1.0.0", "1.1.0")
    releases.record(folder, "master", "", "2026-11-25")
    _commit(folder, "Release master 1.1.0")
    if moved_on:
        _edit(folder, chance, 0.01)
        _version(folder, "1.1.0", "1.2.0")
        _commit(folder, "The master goes on")
    return folder


def _layer(folder: Path, operations: int, units: int, chance: random.Random) -> None:
    """Patches of one word each, spread evenly."""
    layer = folder / "content/layers/ke"
    (layer / "overrides").mkdir(parents=True)
    (layer / "layer.yaml").write_text(
        "format: 1\nid: ke\ntitle: Kenya\nkind: country\nparent: master\nlanguages: [en]\nillustrative: true\n"
    )
    found = [match for file in _sections(folder) for match in _UNIT.finditer(file.read_text())]
    step = max(1, units // operations)
    fields = []
    for number, match in enumerate(found[::step][:operations]):
        text = " ".join(line.strip() for line in match[2].splitlines())
        (layer / f"overrides/{match[1]}.yaml").write_text(
            f"format: 1\ntarget: {match[1]}\noperations:\n"
            f"  - {{id: ke-{number:04}, do: patch, at: text, find: 'Tell {{hotline.name}}', put: 'Always tell {{hotline.name}}', reason: A law, "
            "effect: strengthen}\n"
        )
        fields.append(f'  {match[1]}#text: "{text}"\n')
    pin = "pin: {of: master, version: 1.0.0, digest: DIGEST}\n"
    (layer / "base.yaml").write_text(f"format: 1\n{pin}fields:\n{''.join(fields)}")


def _edit(folder: Path, chance: random.Random, share: float) -> None:
    for file in _sections(folder):
        lines = file.read_text().splitlines(keepends=True)
        for at, line in enumerate(lines):
            if line.startswith("      ") and "term:csam" in line and chance.random() < share:
                lines[at] = line.replace("term:csam).", f"term:csam). {corpus.sentence(chance, 4)}")
        file.write_text("".join(lines))


def _sections(folder: Path) -> list[Path]:
    return sorted(file for file in (folder / "content/master/industry").glob("s*.yaml"))


def _version(folder: Path, old: str, new: str) -> None:
    master = folder / "content/master/master.yaml"
    master.write_text(master.read_text().replace(f"version: {old}", f"version: {new}"))


def _commit(folder: Path, message: str) -> None:
    _git(folder, "add", ".")
    _git(folder, "-c", "user.name=A. Author", "-c", "user.email=author@example.org", "commit", "-qm", message)


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)
