"""The pipeline: the text of a workspace becomes one edition's document in one language, stage by stage."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from cop_author.app.basis import Basis
from cop_author.core.compose import Setting, compose
from cop_author.core.conformity import conformity
from cop_author.core.deviations import of_edition
from cop_author.core.families import check_families
from cop_author.core.tailor import tailor
from cop_author.core.translate import Translations, translate, translated
from cop_author.model.deviation import Conformity, Deviation
from cop_author.model.document import Colophon, Document
from cop_author.model.edition import Edition, LeftOut, Tailored
from cop_author.model.guideline import Unit
from cop_author.model.ids import Address
from cop_author.model.layer import Layer
from cop_author.model.problem import Problems
from cop_author.model.workspace import Workspace
from cop_author.text.fill import Values, generic_value, own_forms, own_value
from cop_author.text.locale import language

NO_TRANSLATIONS: Translations = {}


@dataclass(frozen=True, slots=True)
class Composed:
    """An edition in one language, the files that it was made from, and the deviations that concern it."""

    document: Document
    inputs: tuple[str, ...]
    problems: Problems
    deviations: tuple[Deviation, ...] = ()


def compose_edition(basis: Basis, edition: Edition, lang: str) -> Composed:
    """`edition` in `lang` (BCP 47), from selection to links."""
    tailored, problems = tailor(basis.workspace.master, edition)
    without, _ = tailor(basis.master, edition)
    departed = of_edition(basis.deviations, tailored, without)
    inputs = tuple(sorted(set(_inputs(basis, tailored, departed))))
    local = translate(tailored, NO_TRANSLATIONS)
    document, left_open = compose(local, _setting(basis, edition, lang, departed))
    colophon = basis.provenance.completed(document.colophon, inputs)
    return Composed(replace(document, colophon=colophon), inputs, (*problems, *left_open), departed)


def _setting(basis: Basis, edition: Edition, lang: str, departed: tuple[Deviation, ...]) -> Setting:
    workspace = basis.workspace
    source = workspace.config.source_language
    layer = basis.layer
    return Setting(
        language=language(lang, source),
        languages=tuple(language(tag, source) for tag in edition.languages),
        values=_values(basis, lang),
        facets=workspace.master.facets,
        terms=workspace.master.terms,
        sources=workspace.master.sources,
        colophon=_colophon(basis, edition, departed),
        statement=workspace.master.statement,
        help=_help(workspace, edition),
        elsewhere=_elsewhere(workspace, edition, lang),
        deviations=departed,
        layers={found.id: found.title for found in workspace.layers},
        illustration=(layer.place or layer.title) if layer and layer.illustrative else "",
    )


def _colophon(basis: Basis, edition: Edition, departed: tuple[Deviation, ...]) -> Colophon:
    """What can be said of the origin before the inputs are known."""
    master, layer = basis.workspace.master, basis.layer
    titles = {found.id: found.title for found in basis.workspace.layers}
    below = tuple((titles[ground.of], ground.version) for ground in basis.read_from[1:-1])
    waivers = basis.workspace.register.waivers
    return Colophon(
        master_title=master.title.source,
        version=master.version,
        digest="",
        commit="",
        date="",
        uncommitted=False,
        licence=master.licence,
        conformity=conformity(departed, waivers, is_whole=_is_whole(basis, edition)) if layer else Conformity.MASTER,
        release=bool(basis.read_from[0].version),
        layer=layer.title if layer else "",
        layer_version=basis.read_from[-1].version if layer else "",
        below=below,
    )


def _is_whole(basis: Basis, edition: Edition) -> bool:
    """Whether the family of an edition holds all that is mandatory for its readers, waivers or not."""
    master = basis.workspace.master
    family = edition.family or edition.id
    own = (each for each in basis.workspace.editions if each.layer == edition.layer)
    members = [tailor(master, each)[0] for each in own if (each.family or each.id) == family]
    return not check_families(master, members, ())


def _values(basis: Basis, lang: str) -> Values:
    """The values of the layers, the topmost first; in the master's editions, and where no layer has one, the generic
    wording."""
    own = {value.name: value for layer in basis.workspace.layers for value in layer.parameters} if basis.layer else {}
    values = {}
    for parameter in basis.workspace.master.parameters:
        address = Address(f"parameter:{parameter.name}", "generic")
        wording = translated(address, parameter.generic, NO_TRANSLATIONS)
        value = own.get(parameter.name)
        values[parameter.name] = (
            own_value(parameter, value, lang) if value else generic_value(parameter, wording.source)
        )
        values |= own_forms(parameter, value, lang) if value else {}
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


def _inputs(basis: Basis, tailored: Tailored, departed: tuple[Deviation, ...]) -> Iterator[str]:
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
            yield from (unit.where.file for unit in section.units if unit.where.file)
    help_ = _help(basis.workspace, tailored.edition)
    if help_:
        yield help_.where.file
        images.append(help_.image)
    yield from (f"{master}/assets/{image}" for image in images if image)
    yield from (cause.operation.where.file for deviation in departed for cause in deviation.causes)
    if basis.layer:
        for layer in basis.workspace.layers:
            yield from _inputs_of(layer)


def _inputs_of(layer: Layer) -> Iterator[str]:
    yield layer.where.file
    yield from (value.where.file for value in layer.parameters)
    yield from (source.where.file for source in layer.sources)
    if layer.base.where.file:
        yield layer.base.where.file
    if not layer.illustrative:
        yield from (approval.where.file for approval in layer.approvals)
