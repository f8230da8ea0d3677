"""The pipeline: the text of a workspace becomes one edition's document in one language, stage by stage."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from cop_author.app.basis import Basis
from cop_author.app.dresses import Worn
from cop_author.app.translation.languages import Speech
from cop_author.core.compose import Setting, compose
from cop_author.core.conformity import conformity
from cop_author.core.deviations import of_edition
from cop_author.core.families import check_families
from cop_author.core.tailor import tailor
from cop_author.core.translate import (
    said,
    texts_printed,
    translate,
    translate_deviation,
    translate_facets,
    translate_terms,
    translate_unit,
    translated,
    without,
)
from cop_author.model.brand import Brand
from cop_author.model.catalogue import Translations
from cop_author.model.deviation import Conformity, Deviation
from cop_author.model.document import Colophon, Document, Translation
from cop_author.model.edition import Digits, Edition, LeftOut, Stale, Tailored
from cop_author.model.guideline import Core, Text, Unit
from cop_author.model.ids import Address
from cop_author.model.layer import Layer
from cop_author.model.problem import Problems
from cop_author.model.workspace import Workspace
from cop_author.text.addresses import map_brand, texts_of_brand, texts_of_term, texts_of_unit
from cop_author.text.digits import native_digits
from cop_author.text.fill import Values, generic_value, own_forms, own_value
from cop_author.text.locale import language


@dataclass(frozen=True, slots=True)
class Composed:
    """An edition in one language, the files that it was made from, and the deviations that concern it."""

    document: Document
    inputs: tuple[str, ...]
    problems: Problems
    deviations: tuple[Deviation, ...] = ()
    untranslated: tuple[str, ...] = ()
    """Mandatory units with a text that is not in the edition's language."""


def compose_edition(basis: Basis, edition: Edition, lang: str, speech: Speech | None = None) -> Composed:
    """`edition` in `lang` (BCP 47), from selection to links; without `speech` in the language of its source."""
    speech = speech or Speech(lang)
    tailored, problems = tailor(basis.workspace.master, edition)
    unchanged, _ = tailor(basis.master, edition)
    departed = of_edition(basis.deviations, tailored, unchanged)
    inputs = tuple(sorted({*_inputs(basis, tailored, departed), *_catalogues(basis, speech)}))
    chosen, outdated = _by_policy(edition, speech)
    if edition.stale is Stale.OMIT:
        tailored = without(tailored, frozenset(speech.outdated))
    local = translate(tailored, chosen)
    setting = replace(_setting(basis, local.edition, lang, departed, chosen), outdated=outdated)
    document, left_open = compose(local, setting)
    document = replace(
        document,
        brand=basis.worn.on(document.brand, document.look),
        colophon=basis.provenance.completed(document.colophon, inputs),
        translation=_measured(basis, tailored, speech, document) if lang != _source(basis) else None,
        original=_source(basis) if lang != _source(basis) else "",
        wording=speech.wording,
        digits=native_digits(lang) if edition.digits is Digits.NATIVE else "",
    )
    untranslated = tuple(_untranslated(tailored, speech)) if document.translation else ()
    return Composed(document, inputs, (*problems, *left_open), departed, untranslated)


def _untranslated(tailored: Tailored, speech: Speech) -> Iterator[str]:
    for guideline in tailored.guidelines:
        for unit in guideline.units():
            texts = ((str(address), text) for address, text in texts_of_unit(unit))
            if unit.core is Core.MANDATORY and any(not speech.says(address, text) for address, text in texts):
                yield unit.id


def _by_policy(edition: Edition, speech: Speech) -> tuple[Translations, frozenset[str]]:
    """What is printed for each text by the edition's policy, and where that is an outdated translation."""
    if edition.stale is not Stale.PREVIOUS_MARKED:
        return speech.chosen, frozenset()
    missing = {key: entry for key, entry in speech.outdated.items() if key not in speech.chosen}
    previous = {key: Text(entry.target, speech.lang, entry.where) for key, entry in missing.items()}
    return {**speech.chosen, **previous}, frozenset(address for address, _ in previous)


def _source(basis: Basis) -> str:
    return basis.workspace.config.source_language


def _catalogues(basis: Basis, speech: Speech) -> Iterator[str]:
    """The catalogues that say something in this edition: all of the languages that it may take."""
    for lang in speech.chain:
        yield from speech.files.get(lang, ())


def _measured(basis: Basis, tailored: Tailored, speech: Speech, document: Document) -> Translation:
    """How much of what is printed is translated: units, sections, covers, help, and the terms that are explained."""
    help_ = _help(basis.workspace, tailored.edition)
    pairs = list(texts_printed(tailored, [help_] if help_ else []))
    used = {term.id for term in document.terms}
    pairs += [pair for term in basis.workspace.master.terms if term.id in used for pair in texts_of_term(term)]
    if basis.layer:
        pairs += texts_of_brand(basis.layer.brand, basis.layer.id)
    return speech.measure(((str(address), text.source), text.lang) for address, text in dict(pairs).items())


def _setting(
    basis: Basis, edition: Edition, lang: str, departed: tuple[Deviation, ...], speech: Translations
) -> Setting:
    workspace = basis.workspace
    master = workspace.master
    help_ = _help(workspace, edition)
    source = workspace.config.source_language
    layer = basis.layer
    return Setting(
        language=language(lang, source),
        languages=tuple(language(tag, source) for tag in edition.languages),
        values=_values(basis, lang, speech),
        facets=translate_facets(master.facets, speech),
        terms=translate_terms(master.terms, speech),
        sources=tuple(replace(each, lang=each.lang or source) for each in master.sources),
        colophon=_colophon(basis, edition, departed, speech),
        statement=translated(Address("master", "statement"), master.statement, speech) if master.statement else None,
        help=translate_unit(help_, speech) if help_ else None,
        elsewhere=_elsewhere(workspace, edition, lang),
        published=f"{workspace.config.address.rstrip('/')}/{edition.id}" if workspace.config.address else "",
        deviations=tuple(translate_deviation(found, speech) for found in departed),
        layers={found.id: _title(found, speech) for found in workspace.layers},
        brand=_brand(basis.worn, speech),
        brand_of=layer.id if layer else "",
        illustration=_place(layer, speech) if layer and layer.illustrative else "",
    )


def _brand(worn: Worn, speech: Translations) -> Brand:
    """The words with which the edition's layer shows itself; the mark, and the words for it, may be a lower layer's."""

    def of(layer: Layer) -> Brand:
        return map_brand(layer.brand, layer.id, lambda address, text: translated(address, text, speech))

    if worn.layer is None:
        return Brand()
    return replace(of(worn.layer), logo=of(worn.marked).logo if worn.marked else None)


def _title(layer: Layer, speech: Translations) -> str:
    return said(f"layer:{layer.id}#title", layer.title, speech)


def _place(layer: Layer, speech: Translations) -> str:
    """What a layer speaks for, as a sentence names it."""
    return said(f"layer:{layer.id}#place", layer.place, speech) if layer.place else _title(layer, speech)


def _colophon(basis: Basis, edition: Edition, departed: tuple[Deviation, ...], speech: Translations) -> Colophon:
    """What can be said of the origin before the inputs are known."""
    master, layer = basis.workspace.master, basis.layer
    titles = {found.id: _title(found, speech) for found in basis.workspace.layers}
    below = tuple((titles[ground.of], ground.version) for ground in basis.read_from[1:-1])
    waivers = basis.workspace.register.waivers
    return Colophon(
        master_title=translated(Address("master", "title"), master.title, speech).source,
        version=master.version,
        digest="",
        commit="",
        date="",
        uncommitted=False,
        licence=master.licence,
        conformity=conformity(departed, waivers, is_whole=_is_whole(basis, edition)) if layer else Conformity.MASTER,
        release=bool(basis.read_from[0].version),
        layer=_title(layer, speech) if layer else "",
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


def _values(basis: Basis, lang: str, speech: Translations) -> Values:
    """The values of the layers, the topmost first; in the master's editions, and where no layer has one, the generic
    wording."""
    own = {value.name: value for layer in basis.workspace.layers for value in layer.parameters} if basis.layer else {}
    values = {}
    for parameter in basis.workspace.master.parameters:
        address = Address(f"parameter:{parameter.name}", "generic")
        wording = translated(address, parameter.generic, speech)
        value = own.get(parameter.name)
        if value:
            value = replace(value, value=said(f"parameter:{parameter.name}#value", value.value, speech))
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
        yield from basis.worn.inputs


def _inputs_of(layer: Layer) -> Iterator[str]:
    yield layer.where.file
    yield from (value.where.file for value in layer.parameters)
    yield from (source.where.file for source in layer.sources)
    if layer.base.where.file:
        yield layer.base.where.file
    if not layer.illustrative:
        yield from (approval.where.file for approval in layer.approvals)
