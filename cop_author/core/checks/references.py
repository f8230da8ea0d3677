"""What points to something that must exist; it must not follow where it leads."""

from collections.abc import Collection, Iterable, Iterator

from cop_author.core.index import Index, Printed
from cop_author.model.edition import MASTER, SECTIONS, Edition, RiskMap
from cop_author.model.guideline import Conditions, Kind, Unit
from cop_author.model.place import Where
from cop_author.model.problem import Problem, Rule, Severity
from cop_author.model.rich import Link, Placeholder, walk
from cop_author.text.inline import parse
from cop_author.text.nearest import did_you_mean

NO_UNIT = Rule(
    "R101",
    "A reference to a unit or section that does not exist",
    "A reader who follows it finds nothing.",
    "Correct the id; `cop unit list` shows all.",
)
NO_TERM = Rule(
    "R102",
    "A reference to a term that does not exist",
    "The glossary lacks it.",
    "Correct the id, or add the term to terms.yaml.",
)
NO_SOURCE = Rule(
    "R103", "A reference to a source that does not exist", "The claim would stand without its evidence.",
    "Correct the id, or add the source to sources.yaml.",
)  # fmt: skip
NO_FACET = Rule(
    "R104", "A facet, value or topic that is not declared", "A misspelt value selects nothing, and nobody notices.",
    "Correct it, or declare it in facets.yaml.",
)  # fmt: skip
NO_PARAMETER = Rule(
    "R105", "A parameter that is not declared", "It would be printed as {braces}.",
    "Correct the name, or declare it in parameters.yaml.",
)  # fmt: skip
NO_PROP = Rule(
    "R106",
    "A property that is not declared",
    "What is not declared is not read.",
    "Declare it under `props` in facets.yaml.",
)
NO_LANGUAGE = Rule(
    "R107", "A language that the workspace does not list", "It would have no fallback and no catalogue.",
    "Add it to `languages` in cop.yaml.",
)  # fmt: skip
NO_LAYER = Rule("R108", "A layer that does not exist", "There is nothing to build on.", "Correct the id of the layer.")
CYCLE = Rule("R109", "A circle of references", "Following it never ends.", "Break the circle.")
NO_FORM = Rule(
    "R111", "A form that a parameter does not declare", "No country is asked for it, so none can fill it in.",
    "Correct it, or declare it under `forms` in parameters.yaml.",
)  # fmt: skip
UNCITED = Rule(
    "R110", "A source that nothing cites", "It can be removed, or a claim has lost its evidence.",
    "Cite it, or remove it.", Severity.NOTE,
)  # fmt: skip


def check_references(index: Index) -> Iterator[Problem]:
    """References that lead nowhere."""
    for printed in index.printed:
        yield from _find_in_text(index, printed)
    for unit in index.workspace.master.units():
        for name in unit.see:
            yield from _find_unknown(NO_UNIT, name, index.units, unit.where.at("see"), "unit")
        for name in unit.sources:
            yield from _find_unknown(NO_SOURCE, name, index.sources, unit.where.at("sources"), "source")
        yield from _find_facets(index, unit.for_, unit.topics, unit.where)
        for inner in unit.narrowed:
            yield from _find_facets(index, inner.for_, (), inner.where)
        yield from _find_props(index, unit)
    for section in index.workspace.master.sections():
        yield from _find_facets(index, section.for_, section.topics, section.where)
    for term in index.terms.values():
        yield from _find_facets(index, Conditions(), term.topics, term.where)
        for name in term.sources:
            yield from _find_unknown(NO_SOURCE, name, index.sources, term.where.at("sources"), "source")


def check_editions(index: Index) -> Iterator[Problem]:
    """References of editions, layers and languages that lead nowhere."""
    for edition in index.workspace.editions:
        yield from _find_in_edition(index, edition)
    yield from _find_layers(index)
    yield from _find_waivers(index)
    yield from _find_fallbacks(index)


def check_uncited(index: Index) -> Iterator[Problem]:
    """Sources that nothing cites."""
    links = (node for printed in index.printed for node in walk(parse(printed.text.source).nodes))
    cited = {link.name for link in links if isinstance(link, Link) and link.scheme == "ref"}
    cited.update(name for unit in index.workspace.master.units() for name in unit.sources)
    cited.update(name for term in index.terms.values() for name in term.sources)
    layered = index.workspace.layers
    cited.update(o.legal.source for layer in layered for o in layer.operations if o.legal)
    cited.update(value.source for layer in layered for value in layer.parameters)
    for source in index.sources.values():
        if source.id not in cited:
            yield UNCITED.at(source.where, f"nothing cites {source.id!r}")


def _find_props(index: Index, unit: Unit) -> Iterator[Problem]:
    props = {prop.id: [value.id for value in prop.values] for prop in index.workspace.master.props}
    for name, value in unit.props:
        yield from _find_unknown(NO_PROP, name, props, unit.where.at("props"), "property")
        if props.get(name):
            yield from _find_unknown(NO_PROP, value, props[name], unit.where.at("props"), f"value of {name}")


def _find_in_text(index: Index, printed: Printed) -> Iterator[Problem]:
    where = printed.text.where
    if "[" not in printed.text.source and "{" not in printed.text.source:
        return
    for node in walk(parse(printed.text.source).nodes):
        if isinstance(node, Placeholder):
            yield from _find_unknown(NO_PARAMETER, node.name, index.parameters, where, "parameter")
            if node.form and node.name in index.parameters:
                forms = index.parameters[node.name].forms
                yield from _find_unknown(NO_FORM, node.form, forms, where, f"form of {node.name}")
        elif isinstance(node, Link):
            if node.scheme == "unit":
                known = index.sections if node.name in index.sections else index.units
                yield from _find_unknown(NO_UNIT, node.name, known, where, "unit or section")
            elif node.scheme == "term":
                yield from _find_unknown(NO_TERM, node.name, index.terms, where, "term")
            elif node.scheme == "ref":
                yield from _find_unknown(NO_SOURCE, node.name, index.sources, where, "source")


def _find_facets(index: Index, for_: Conditions, topics: Iterable[str], where: Where) -> Iterator[Problem]:
    for facet, values in for_.facets:
        place = for_.where.at(facet) if for_.where.file else where.at("for_")
        if facet not in index.facets:
            yield from _find_unknown(NO_FACET, facet, index.facets, place, "facet")
            continue
        known = [value.id for value in index.facets[facet].values]
        for value in values:
            yield from _find_unknown(NO_FACET, value, known, place, f"value of {facet}")
    if "topics" in index.facets:
        known = [value.id for value in index.facets["topics"].values]
        for topic in topics:
            yield from _find_unknown(NO_FACET, topic, known, where.at("topics"), "topic")


def _find_in_edition(index: Index, edition: Edition) -> Iterator[Problem]:
    where = edition.where
    guidelines = {guideline.id for guideline in index.workspace.master.guidelines}
    languages = {language.tag for language in index.workspace.config.languages}
    for name in edition.guidelines:
        yield from _find_unknown(NO_UNIT, name, guidelines, where.at("guidelines"), "guideline")
    for tag in edition.languages:
        yield from _find_unknown(NO_LANGUAGE, tag, languages, where.at("languages"), "language")
    named = (*edition.select.include, *edition.select.exclude)
    for name in (*named, *edition.structure):
        known = index.sections if name in index.sections else index.units
        field = "structure" if name in edition.structure else "select"
        yield from _find_unknown(NO_UNIT, name, known, where.at(field), "unit or section")
    if edition.help:
        yield from _find_unknown(NO_UNIT, edition.help, index.units, where.at("help"), "unit")
    yield from _find_facets(index, edition.select.for_, edition.select.topics, where)
    listing = [id_ for id_, unit in index.units.items() if unit.kind in (Kind.TABLE, Kind.CHECKLIST)]
    for name in edition.paths:
        yield from _find_unknown(NO_UNIT, name, listing, where.at("paths"), "table or checklist")
    if edition.risk_map:
        yield from _find_in_risk_map(index, edition.risk_map, where.at("risk_map"))
    layers = {MASTER, *(layer.id for layer in index.workspace.layers)}
    yield from _find_unknown(NO_LAYER, edition.layer, layers, where.at("layer"), "layer")


def _find_in_risk_map(index: Index, wanted: RiskMap, where: Where) -> Iterator[Problem]:
    yield from _find_unknown(NO_FACET, wanted.rows, {*index.facets, SECTIONS}, where, "facet")
    topics = [value.id for value in index.facets["topics"].values] if "topics" in index.facets else []
    for topic in (topic for risk, more in wanted.risks for topic in (risk, *more)):
        yield from _find_unknown(NO_FACET, topic, topics, where, "topic")


def _find_layers(index: Index) -> Iterator[Problem]:
    parents = {layer.id: layer.parent for layer in index.workspace.layers}
    for layer in index.workspace.layers:
        if layer.parent != MASTER:
            yield from _find_unknown(NO_LAYER, layer.parent, parents, layer.where.at("parent"), "layer")
        if _runs_in_circle(layer.id, {name: (parent,) for name, parent in parents.items()}):
            yield CYCLE.at(layer.where.at("parent"), f"the layer {layer.id!r} stands on itself")


def _find_waivers(index: Index) -> Iterator[Problem]:
    """Waivers for what was never there; one for a unit that went since, or that a layer inserts, is history."""
    layers = [layer.id for layer in index.workspace.layers]
    for waiver in index.workspace.register.waivers:
        yield from _find_unknown(NO_LAYER, waiver.layer, layers, waiver.where.at("layer"), "layer")
        inserted = any(waiver.unit.startswith(f"{layer}-") for layer in layers)
        if not inserted and waiver.unit not in index.withdrawn:
            yield from _find_unknown(NO_UNIT, waiver.unit, index.units, waiver.where.at("unit"), "unit")


def _find_fallbacks(index: Index) -> Iterator[Problem]:
    config = index.workspace.config
    chains = {language.tag: language.fallback for language in config.languages}
    where = config.where.at("languages")
    yield from _find_unknown(
        NO_LANGUAGE, config.source_language, chains, config.where.at("source_language"), "language"
    )
    for tag, chain in chains.items():
        for name in chain:
            yield from _find_unknown(NO_LANGUAGE, name, chains, where, "language")
        if _runs_in_circle(tag, chains):
            yield CYCLE.at(where, f"the fallbacks of {tag!r} lead back to it")


def _runs_in_circle(start: str, steps: dict[str, tuple[str, ...]]) -> bool:
    reached: set[str] = set()
    ahead = list(steps.get(start, ()))
    while ahead:
        name = ahead.pop()
        if name == start:
            return True
        if name not in reached:
            reached.add(name)
            ahead += steps.get(name, ())
    return False


def _find_unknown(rule: Rule, name: str, known: Collection[str], where: Where, what: str) -> Iterator[Problem]:
    if name not in known:
        yield rule.at(where, f"there is no {what} {name!r}", did_you_mean(name, known))
