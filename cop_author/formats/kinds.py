"""Every kind of file in a workspace: where it lies and what shape it has."""

from dataclasses import dataclass
from fnmatch import fnmatchcase

from cop_author.formats import brand, edition, guideline, layer, master, register, translation_record
from cop_author.formats.shape import MISSING, Reading, Record, Schema
from cop_author.formats.yaml_text import parse
from cop_author.model.problem import Problem

SCHEMA_FOLDER = "content/schema"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its name, the pattern of its path in a workspace (`*` within one folder), its shape."""

    name: str
    pattern: str
    shape: Record
    about: str


FILE_KINDS = (
    FileKind("workspace", "cop.yaml", master.CONFIG, "The workspace: languages and their fallbacks."),
    FileKind("master", "content/master/master.yaml", master.MASTER, "The master text as a whole."),
    FileKind("facets", "content/master/facets.yaml", master.FACETS, "Vocabularies by which text is selected."),
    FileKind("parameters", "content/master/parameters.yaml", master.PARAMETERS, "Values that each country fills in."),
    FileKind("terms", "content/master/terms.yaml", master.TERMS, "The glossary."),
    FileKind("sources", "content/master/sources.yaml", master.SOURCES, "Evidence."),
    FileKind("guideline", "content/master/*/guideline.yaml", guideline.GUIDELINE, "A guideline and its order."),
    FileKind("section", "content/master/*/*.yaml", guideline.SECTION, "A section and its units."),
    FileKind("edition", "content/editions/*.yaml", edition.EDITION, "An edition of the master."),
    FileKind("layer", "content/layers/*/layer.yaml", layer.LAYER, "A region, country or organisation."),
    FileKind("overrides", "content/layers/*/overrides/*.yaml", layer.OVERRIDES, "Changes to one unit."),
    FileKind("values", "content/layers/*/parameters.yaml", layer.VALUES, "A layer's values for parameters."),
    FileKind("layer-sources", "content/layers/*/sources.yaml", layer.LAYER_SOURCES, "A layer's own evidence."),
    FileKind("base", "content/layers/*/base.yaml", layer.BASE, "Base texts, written by the tool."),
    FileKind("approvals", "content/layers/*/approvals.yaml", layer.APPROVALS, "Signatures."),
    FileKind("brand", "content/layers/*/brand.yaml", brand.BRAND, "How a layer shows itself."),
    FileKind("edition", "content/layers/*/editions/*.yaml", edition.EDITION, "An edition of a layer."),
    FileKind("releases", "content/register/releases.yaml", register.RELEASES, "Releases."),
    FileKind("withdrawn", "content/register/withdrawn.yaml", register.WITHDRAWN, "Units that are gone."),
    FileKind("lineage", "content/register/lineage.yaml", register.LINEAGE, "What became of ids."),
    FileKind("minor", "content/register/minor.yaml", register.MINOR, "Edits that leave translations valid."),
    FileKind("waivers", "content/register/waivers.yaml", register.WAIVERS, "Leave to touch mandatory units."),
    FileKind("reviews", "locales/*/reviews.yaml", translation_record.REVIEWS, "Reviews of translations."),
    FileKind("translation-waivers", "locales/*/waivers.yaml", translation_record.WAIVERS, "Findings that are none."),
    FileKind("spelling", "locales/*/spelling.yaml", translation_record.SPELLING, "How a variant of a language spells."),
    FileKind(
        "term-base", "locales/*/terms.yaml", translation_record.TERMS, "How a language says the glossary's terms."
    ),
)


def kind_of(path: str) -> FileKind | None:
    """The kind of the file at `path` (relative to the workspace, with `/`), or None."""
    parts = path.split("/")
    return next((kind for kind in FILE_KINDS if _matches(parts, kind.pattern.split("/"))), None)


def load(text: str, path: str, kind: FileKind, lang: str) -> tuple[object | None, tuple[Problem, ...]]:
    """The value that a file's `text` holds, or None, and what is wrong with it. `lang` is the language of its prose."""
    node, problems = parse(text, path)
    if node is None:
        return None, problems
    reading = Reading(path, lang, text, list(problems))
    value = kind.shape.load(node, reading)
    return (None if value is MISSING else value), tuple(reading.problems)


def json_schema(kind: FileKind) -> Schema:
    """JSON Schema (2020-12) of a kind of file."""
    defs: Schema = {}
    reference = kind.shape.schema(defs)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.name,
        "description": kind.about,
        **reference,
        "$defs": defs,
    }


def _matches(parts: list[str], patterns: list[str]) -> bool:
    return len(parts) == len(patterns) and all(map(fnmatchcase, parts, patterns))
