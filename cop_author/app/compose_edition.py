"""The pipeline: the text of a workspace becomes one edition's document in one language, stage by stage."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cop_author.core.compose import Setting, compose
from cop_author.core.tailor import tailor
from cop_author.core.translate import Translations, translate, translated
from cop_author.model.deviation import Conformity
from cop_author.model.document import Colophon, Document
from cop_author.model.edition import MASTER, Edition, LeftOut, Tailored
from cop_author.model.guideline import Unit
from cop_author.model.ids import Address
from cop_author.model.problem import Problems
from cop_author.model.workspace import Workspace
from cop_author.store.provenance import Provenance
from cop_author.text.fill import Values, generic_value, own_value
from cop_author.text.locale import language

NO_TRANSLATIONS: Translations = {}


@dataclass(frozen=True, slots=True)
class Composed:
    """An edition in one language, and the files of the workspace that it was made from."""

    document: Document
    inputs: tuple[str, ...]
    problems: Problems


def compose_edition(workspace: Workspace, edition: Edition, lang: str, provenance: Provenance) -> Composed:
    """`edition` in `lang` (BCP 47), from selection to links."""
    tailored, problems = tailor(workspace.master, edition)
    inputs = tuple(sorted(set(_inputs(workspace, tailored))))
    local = translate(tailored, NO_TRANSLATIONS)
    setting = _setting(workspace, edition, lang, provenance.colophon(inputs, workspace.master, _conformity(edition)))
    document, left_open = compose(local, setting)
    return Composed(document, inputs, (*problems, *left_open))


def _conformity(edition: Edition) -> Conformity:
    """The master itself, or, since editions of layers with operations are held back, a layer's values only."""
    return Conformity.MASTER if edition.layer == MASTER else Conformity.IDENTICAL


def _setting(workspace: Workspace, edition: Edition, lang: str, colophon: Colophon) -> Setting:
    source = workspace.config.source_language
    return Setting(
        language=language(lang, source),
        languages=tuple(language(tag, source) for tag in edition.languages),
        values=_values(workspace, edition, lang),
        facets=workspace.master.facets,
        terms=workspace.master.terms,
        sources=workspace.master.sources,
        colophon=colophon,
        statement=workspace.master.statement,
        help=_help(workspace, edition),
        elsewhere=_elsewhere(workspace, edition, lang),
    )


def _values(workspace: Workspace, edition: Edition, lang: str) -> Values:
    """The layer's own values; in the master's editions, and where a layer has none, the generic wording."""
    layer = next((layer for layer in workspace.layers if layer.id == edition.layer), None)
    own = {value.name: value for value in layer.parameters} if layer else {}
    values = {}
    for parameter in workspace.master.parameters:
        address = Address(f"parameter:{parameter.name}", "generic")
        wording = translated(address, parameter.generic, NO_TRANSLATIONS)
        value = own.get(parameter.name)
        values[parameter.name] = (
            own_value(parameter, value, lang) if value else generic_value(parameter, wording.source)
        )
    return values


def _help(workspace: Workspace, edition: Edition) -> Unit | None:
    return next((unit for unit in workspace.master.units() if unit.id == edition.help), None) if edition.help else None


def _elsewhere(workspace: Workspace, edition: Edition, lang: str) -> Mapping[str, str]:
    """Where units that this edition leaves out are published: in the first other edition of its layer that has them."""
    address = workspace.config.address
    if edition.left_out is not LeftOut.LINK or not address:
        return {}
    found: dict[str, str] = {}
    for other in workspace.editions:
        if other.id != edition.id and other.layer == edition.layer and lang in other.languages:
            for guideline in tailor(workspace.master, other)[0].guidelines:
                for section in guideline.sections:
                    page = f"{address.rstrip('/')}/{other.id}/{lang}/html/{section.id}.html"
                    for part in section.walk():
                        for unit in part.units:
                            found.setdefault(unit.id, f"{page}#{unit.id}")
    return found


def _inputs(workspace: Workspace, tailored: Tailored) -> Iterator[str]:
    """The files that this edition depends on, so that a change of any other file changes nothing in it."""
    master = "content/master"
    yield from ("cop.yaml", f"{master}/master.yaml", f"{master}/facets.yaml", f"{master}/parameters.yaml")
    yield from (f"{master}/terms.yaml", f"{master}/sources.yaml", tailored.edition.where.file)
    images = [tailored.edition.cover.image] if tailored.edition.cover else []
    for guideline in tailored.guidelines:
        yield guideline.where.file
        for section in guideline.walk():
            yield section.where.file
            images += [unit.image for unit in section.units]
    help_ = _help(workspace, tailored.edition)
    if help_:
        yield help_.where.file
        images.append(help_.image)
    yield from (f"{master}/assets/{image}" for image in images if image)
    for layer in workspace.layers:
        if layer.id == tailored.edition.layer != MASTER:
            yield layer.where.file
            yield from {value.where.file for value in layer.parameters}
