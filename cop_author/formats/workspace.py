"""All files of a workspace to one value; it is handed their text and must not read a disk."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cop_author.formats.kinds import kind_of, load
from cop_author.model.brand import Brand
from cop_author.model.guideline import Guideline, Section
from cop_author.model.layer import Base, Layer
from cop_author.model.place import Where
from cop_author.model.problem import Problem, Problems, Rule, in_reading_order
from cop_author.model.register import Register
from cop_author.model.vocabulary import Facet, Prop
from cop_author.model.workspace import Config, Master, Workspace

MISSING_FILE = Rule(
    "W101",
    "A file that the workspace needs is missing",
    "Without it nothing can be read.",
    "Create the file; `cop init DIR` shows a complete example.",
)
UNKNOWN_FILE = Rule(
    "W102",
    "A file that belongs to nothing",
    "A file in a place that the tool does not read would be left out without a word.",
    "Move it to where its kind of file lies, or delete it.",
)
UNLISTED = Rule(
    "W103",
    "A section or guideline that no list names",
    "What no list names has no place in the reading order and would not be printed.",
    "Add its id to the list, or delete the file.",
)
NOT_FOUND = Rule(
    "W104",
    "A list names a section or guideline that does not exist",
    "The edition would lack it without a word.",
    "Correct the id, or create the file.",
)
CASE_ONLY = Rule(
    "W105",
    "Two file names that differ only in case",
    "On Windows and macOS one of them overwrites the other.",
    "Rename one of them.",
)
_CONFIG, _MASTER = "cop.yaml", "content/master/master.yaml"


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What the files hold, by kind."""

    by_kind: Mapping[str, tuple[tuple[str, Any], ...]]

    def all(self, kind: str) -> tuple[tuple[str, Any], ...]:
        return self.by_kind.get(kind, ())

    def one(self, kind: str, otherwise: Any = None) -> Any:
        found = self.all(kind)
        return found[0][1] if found else otherwise


def assemble(files: Mapping[str, str], assets: Mapping[str, int]) -> tuple[Workspace | None, Problems]:
    """The workspace that `files` (path → text) make, or None, and what is wrong with them.

    `assets` maps the paths of pictures, relative to `content/master/assets`, to their sizes in bytes.
    """
    problems: list[Problem] = list(_find_case_twins(files))
    lang = _source_language(files)
    loaded = _load_all(files, lang, problems)
    config, master = loaded.one("workspace"), loaded.one("master")
    for path, value in ((_CONFIG, config), (_MASTER, master)):
        if value is None and path not in files:
            problems.append(MISSING_FILE.at(Where(path), f"{path} is missing"))
    if not isinstance(config, Config) or not isinstance(master, Master):
        return None, in_reading_order(problems)
    guidelines = tuple(_guidelines(master, loaded, problems))
    workspace = Workspace(
        config=config,
        master=_master(master, guidelines, loaded),
        layers=tuple(_layers(loaded)),
        editions=tuple(edition for _, edition in loaded.all("edition")),
        register=_register(loaded),
        assets=tuple(sorted(assets.items())),
    )
    return workspace, in_reading_order(problems)


def assemble_layer(files: Mapping[str, str], lang: str) -> tuple[Layer | None, Problems]:
    """The one layer whose files (path → text) are given, or None, and what is wrong with them."""
    problems: list[Problem] = []
    found = tuple(_layers(_load_all(files, lang, problems)))
    return (found[0] if found else None), in_reading_order(problems)


def _load_all(files: Mapping[str, str], lang: str, problems: list[Problem]) -> _Loaded:
    by_kind: dict[str, list[tuple[str, Any]]] = defaultdict(list)
    for path in sorted(files):
        kind = kind_of(path)
        if kind is None:
            hint = f"Rename it to {path.removesuffix('.yml')}.yaml." if path.endswith(".yml") else ""
            problems.append(UNKNOWN_FILE.at(Where(path), "no kind of file lies here", hint))
            continue
        value, found = load(files[path], path, kind, lang)
        problems += found
        if value is not None:
            by_kind[kind.name].append((path, value))
    return _Loaded({name: tuple(values) for name, values in by_kind.items()})


def _source_language(files: Mapping[str, str]) -> str:
    kind = kind_of(_CONFIG)
    config = load(files[_CONFIG], _CONFIG, kind, "en")[0] if _CONFIG in files and kind else None
    return config.source_language if isinstance(config, Config) else "en"


def _master(master: Master, guidelines: tuple[Guideline, ...], loaded: _Loaded) -> Master:
    facets: tuple[tuple[Facet, ...], tuple[Prop, ...]] = loaded.one("facets", ((), ()))
    return replace(
        master,
        guidelines=guidelines,
        facets=facets[0],
        props=facets[1],
        parameters=loaded.one("parameters", ()),
        terms=loaded.one("terms", ()),
        sources=loaded.one("sources", ()),
    )


def _guidelines(master: Master, loaded: _Loaded, problems: list[Problem]) -> Iterator[Guideline]:
    """Guidelines in the master's order, each with its sections in its own order."""
    sections: dict[str, list[tuple[str, Section]]] = defaultdict(list)
    for path, section in loaded.all("section"):
        sections[path.rsplit("/", 1)[0]].append((path, section))
    found = {value.id: (path.rsplit("/", 1)[0], value) for path, value in loaded.all("guideline")}
    for name in master.order:
        if name not in found:
            problems.append(NOT_FOUND.at(master.where.at("guidelines"), f"there is no guideline {name!r}"))
    for name, (_, guideline) in sorted(found.items()):
        if name not in master.order:
            problems.append(UNLISTED.at(guideline.where, f"master.yaml does not list the guideline {name!r}"))
    for name in dict.fromkeys(master.order):
        if name in found:
            folder, guideline = found[name]
            yield replace(guideline, sections=tuple(_ordered(guideline, sections[folder], problems)))


def _ordered(guideline: Guideline, sections: list[tuple[str, Section]], problems: list[Problem]) -> Iterator[Section]:
    by_id: dict[str, Section] = {}
    for _, section in sections:
        by_id.setdefault(section.id, section)
        if section.id not in guideline.order:
            message = f"the guideline {guideline.id!r} does not list the section {section.id!r}"
            hint = f"Add {section.id} to `sections` in {guideline.where.file}, or delete the file."
            problems.append(UNLISTED.at(section.where, message, hint))
    for name in dict.fromkeys(guideline.order):
        if name in by_id:
            yield by_id[name]
        else:
            problems.append(NOT_FOUND.at(guideline.where.at("sections"), f"there is no section {name!r}"))


def _layers(loaded: _Loaded) -> Iterator[Layer]:
    operations: dict[str, list[Any]] = defaultdict(list)
    for path, found in loaded.all("overrides"):
        operations[_layer_folder(path)] += found
    values, bases, signed, sources, brands = (
        {_layer_folder(path): value for path, value in loaded.all(kind)}
        for kind in ("values", "base", "approvals", "layer-sources", "brand")
    )
    for path, layer in loaded.all("layer"):
        folder = _layer_folder(path)
        approvals, comments = signed.get(folder, ((), ()))
        yield replace(
            layer,
            operations=tuple(operations[folder]),
            parameters=values.get(folder, ()),
            base=bases.get(folder, Base()),
            approvals=approvals,
            comments=comments,
            sources=sources.get(folder, ()),
            brand=brands.get(folder, Brand()),
        )


def _layer_folder(path: str) -> str:
    return path.split("/")[2]


def _register(loaded: _Loaded) -> Register:
    return Register(
        releases=loaded.one("releases", ()),
        lineage=loaded.one("lineage", ()) + loaded.one("withdrawn", ()),
        minor=loaded.one("minor", ()),
        waivers=loaded.one("waivers", ()),
    )


def _find_case_twins(files: Mapping[str, str]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for path in sorted(files):
        twin = seen.setdefault(path.casefold(), path)
        if twin != path:
            yield CASE_ONLY.at(Where(path), f"differs from {twin} only in case")


__all__ = ["CASE_ONLY", "MISSING_FILE", "NOT_FOUND", "UNKNOWN_FILE", "UNLISTED", "assemble", "assemble_layer"]
