"""How a layer's editions show themselves: its brand and its templates, and what it takes from the layers below it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cop_author.app.texts import Opened
from cop_author.core.colours import after_dark, check_colours
from cop_author.formats.own_files import check_mark, check_style
from cop_author.model.brand import OwnFile
from cop_author.model.document import DocBrand
from cop_author.model.edition import Look
from cop_author.model.layer import Layer
from cop_author.model.problem import Problem, Problems, Rule, in_reading_order
from cop_author.render.assets import colours
from cop_author.render.dress import PLAIN, Dress, OwnTemplate, coloured, mark_path
from cop_author.render.own_templates import OVERRIDES_NOTHING, check_template

NO_MARK = Rule(
    "B303",
    "A logo that does not exist",
    "Covers would have a hole.",
    "Put the file into the layer's assets/, or correct the path.",
)
_TEMPLATES, _STYLE = "templates/", "templates/css/layer.css"


@dataclass(frozen=True, slots=True)
class Worn:
    """What the editions of `layer` wear: colours, the layer whose mark it is, templates, and the files of all that."""

    layer: Layer | None = None
    colours: tuple[tuple[str, str], ...] = ()
    marked: Layer | None = None
    dress: Dress = PLAIN
    inputs: tuple[str, ...] = ()

    def on(self, brand: DocBrand, look: Look) -> DocBrand:
        """`brand` with the colours and the mark, for a look."""
        logo = self.marked.brand.logo if self.marked else None
        mark = mark_path(self.marked.id, logo.image) if self.marked and logo and self.dress.mark else ""
        return coloured(brand, self.colours, after_dark(self.colours, colours(look, dark=True)), mark)


def worn_by(opened: Opened, layer: Layer) -> Worn:
    """What the editions of `layer` wear. Colours and mark are the nearest layer's that states them, templates each by
    itself; foreword and imprint are nobody's but its own."""
    chain = chain_of(opened, layer)
    coloured_ = next((each for each in chain if each.brand.colours), None)
    marked = next((each for each in chain if each.brand.logo), None)
    mark = _mark_of(opened, marked) if marked else None
    used = [file for each in chain for file in _of(opened, each) if file.path.startswith(_TEMPLATES)]
    brands = [each.brand.where.file for each in (layer, coloured_, marked) if each and each.brand.where.file]
    dress = Dress(
        templates=tuple(_templates(used)),
        style="\n".join(_text(file) for file in reversed(used) if file.path == _STYLE),
        mark=mark.content if mark else b"",
    )
    files = (*brands, *(file.where.file for file in (*used, *([mark] if mark else []))))
    own = coloured_.brand.colours if coloured_ else ()
    return Worn(layer, own, marked, dress, tuple(dict.fromkeys(files)))


def chain_of(opened: Opened, layer: Layer) -> tuple[Layer, ...]:
    """A layer and those below it as the work tree has them, the nearest first."""
    known = {each.id: each for each in opened.workspace.layers}
    chain: list[Layer] = []
    found: Layer | None = layer
    while found and found not in chain:
        chain.append(found)
        found = known.get(found.parent)
    return tuple(chain)


def check_dresses(opened: Opened) -> Problems:
    """What is wrong with how layers show themselves, as far as that can be told without an edition."""
    return in_reading_order([problem for layer in opened.workspace.layers for problem in _find(opened, layer)])


def _find(opened: Opened, layer: Layer) -> Iterator[Problem]:
    looks = {look.value: colours(look) for look in _looks(opened, layer)}
    yield from check_colours(layer.brand, looks)
    if layer.brand.logo:
        mark = _mark_of(opened, layer)
        if mark is None:
            image = layer.brand.logo.image
            yield NO_MARK.at(layer.brand.logo.where.at("image"), f"there is no assets/{image} in the layer {layer.id}")
        else:
            yield from check_mark(mark)
    for file in _of(opened, layer):
        if file.path == _STYLE:
            yield from check_style(file)
        elif file.path.startswith(_TEMPLATES):
            yield from _find_in_template(file)


def _find_in_template(file: OwnFile) -> Iterator[Problem]:
    try:
        file.content.decode("utf-8")
    except UnicodeDecodeError:
        yield OVERRIDES_NOTHING.at(
            file.where, "it is not text in UTF-8", "Templates are text; pictures lie in assets/."
        )
        return
    yield from check_template(_template(file))


def _looks(opened: Opened, layer: Layer) -> tuple[Look, ...]:
    """The looks of the editions that wear the layer's colours; all where no edition does yet."""
    layers = {each.id for each in opened.workspace.layers if layer in chain_of(opened, each)}
    used = {edition.voice for edition in opened.workspace.editions if edition.layer in layers}
    return tuple(look for look in Look if look in used or not used)


def _of(opened: Opened, layer: Layer) -> tuple[OwnFile, ...]:
    return tuple(file for file in opened.found.own if file.layer == layer.id)


def _mark_of(opened: Opened, layer: Layer) -> OwnFile | None:
    path = f"assets/{layer.brand.logo.image}" if layer.brand.logo else ""
    return next((file for file in _of(opened, layer) if file.path == path), None)


def _templates(files: Iterable[OwnFile]) -> Iterator[OwnTemplate]:
    """Each template once, the nearest layer's."""
    seen: set[str] = set()
    for file in files:
        if file.path != _STYLE and file.path not in seen:
            seen.add(file.path)
            yield _template(file)


def _template(file: OwnFile) -> OwnTemplate:
    return OwnTemplate(file.path.removeprefix(_TEMPLATES), file.where.file, _text(file))


def _text(file: OwnFile) -> str:
    return file.content.decode("utf-8", "replace")
