"""A pack for somebody who signs: a page to read offline, the same as a PDF, and a sheet to fill in and send back."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cop_author.app.approve import Subject, subjects_of
from cop_author.app.basis import Basis, basis_of
from cop_author.app.fill import fill_of
from cop_author.app.own_fonts import font_reader
from cop_author.app.texts import Opened, below, open_texts
from cop_author.core.compare import FieldChange
from cop_author.core.deviations import place_of
from cop_author.errors import CopError
from cop_author.formats.reply import write_sheet
from cop_author.model.guideline import Unit
from cop_author.model.layer import Comment, Do, Layer, Operation
from cop_author.model.review import Review, ReviewField, ReviewItem, ReviewValue
from cop_author.model.rich import plain
from cop_author.model.vocabulary import Source
from cop_author.render.pdf import print_pdf
from cop_author.render.review import review_assets, review_book, review_page
from cop_author.store.output import write
from cop_author.text.addresses import texts_of_unit
from cop_author.text.inline import parse
from cop_author.text.locale import language
from cop_author.text.normalise import normalise
from cop_author.text.sensitive import turned
from cop_author.text.words import readable_diff

_NOT_READ = frozenset({"kind", "status", "topics", "sources", "see", "image"})
"""What a unit has besides what a reader of it sees."""
_MOST = 8
"""Units named in which a value is printed."""
PAGE, BOOK, SHEET = "review.html", "review.pdf", "reply.csv"
_Units = dict[str, Unit]


@dataclass(frozen=True, slots=True)
class Packed:
    """Where a pack lies, and how much there is to sign."""

    folder: Path
    changes: int
    values: int


def make_pack(folder: Path, name: str, out: Path | None, today: str) -> Packed:
    """Write the pack of the layer `name` into `out` (otherwise build/review/<layer>), in place of an older one."""
    opened = open_texts(folder)
    review = review_of(opened, opened.layer(name), today)
    target = (out or opened.root / "build" / "review" / name).resolve()
    book, assets = review_book(review), review_assets(review, font_reader(opened.root))
    files = {
        PAGE: review_page(review).encode(),
        BOOK: print_pdf(book, assets.__getitem__),
        SHEET: write_sheet(_rows(review)).encode(),
    }
    write(target, files, {"review": name, "stands-on": review.stands_on, "key": ""})
    return Packed(target, len(review.items), len(review.values))


def review_of(opened: Opened, layer: Layer, today: str) -> Review:
    """All that `layer` asks to be signed as of `today` (ISO 8601)."""
    basis, problems = basis_of(opened, layer.id, today)
    if basis is None:
        raise CopError(problems[0].message, problems[0].hint)
    under, _ = below(opened, layer)
    before = {unit.id: unit for unit in (under.master if under else basis.master).units()}
    after = {unit.id: unit for unit in basis.workspace.master.units()}
    units = {**before, **after}
    sources = {source.id: source for source in (*basis.workspace.master.sources, *layer.sources)}
    subjects = tuple(subjects_of(opened, layer, today))
    pin = layer.base.pin
    printed = {entry.parameter.name: entry for entry in fill_of(opened, basis, today).entries}
    names = {unit.id: unit.name for unit in units.values()}
    return Review(
        layer=layer.id,
        title=layer.title,
        stands_on=f"{pin.of} {pin.version}" if pin and not layer.follow else layer.parent,
        master_title=basis.workspace.master.title.source,
        day=today,
        illustration=(layer.place or layer.title) if layer.illustrative else "",
        items=tuple(_item(s, layer, (before, after), sources, opened) for s in _in_reading_order(subjects, basis)),
        values=tuple(
            ReviewValue(
                s.value,
                s.digest,
                printed[s.name].parameter.about if s.name in printed else "",
                _printed(printed[s.name].printed if s.name in printed else (), names),
                s.standing,
                sources.get(s.value.source),
                _comments(layer, s.name),
            )
            for s in subjects
            if s.value
        ),
    )


def _in_reading_order(subjects: tuple[Subject, ...], basis: Basis) -> list[Subject]:
    """Changes in the order in which a reader meets their units, those of what is gone last."""
    order = {unit.id: at for at, unit in enumerate(basis.workspace.master.units())}

    def place(subject: Subject) -> tuple[int, str]:
        operation = subject.operation
        name = operation.unit.id if operation and operation.unit else operation.target if operation else ""
        return order.get(name, len(order)), subject.name

    return sorted((subject for subject in subjects if subject.operation), key=place)


def _rows(review: Review) -> Iterator[tuple[str, str, str]]:
    for item in review.items:
        yield item.operation.id, item.digest, f"{item.unit}: {item.name}"
    for found in review.values:
        yield found.value.name, found.digest, f"{found.value.value} ({found.about})"


def _item(
    subject: Subject, layer: Layer, texts: tuple[_Units, _Units], sources: dict[str, Source], opened: Opened
) -> ReviewItem:
    operation = subject.operation
    assert operation is not None
    source_language = opened.workspace.config.source_language
    name = operation.unit.id if operation.unit else operation.target
    old, new = (units.get(name) for units in texts)
    unit = new or old
    spoken = (unit.title or unit.text) if unit else None
    shown = (change for change in subject.fields if change.field not in _NOT_READ)
    fields = tuple(_field(change, operation, layer, (old, new), source_language) for change in shown)
    legal = operation.legal
    return ReviewItem(
        operation=operation,
        digest=subject.digest,
        unit=name,
        name=unit.name if unit else name,
        lang=spoken.lang if spoken else source_language,
        fields=fields,
        concerns=tuple(dict.fromkeys(said for each in fields for said in _concerns(each))),
        standing=subject.standing,
        source=sources.get(legal.source) if legal else None,
        comments=_comments(layer, subject.name),
    )


def _field(
    change: FieldChange,
    operation: Operation,
    layer: Layer,
    units: tuple[Unit | None, Unit | None],
    source_language: str,
) -> ReviewField:
    """A text without its markup, unless only that was changed."""
    old_lang, new_lang = (_lang(unit, change.field) or source_language for unit in units)
    by_itself = _by_itself(change, operation)
    old, new = _read(change.old), _read(by_itself)
    if old == new:
        old, new = change.old, by_itself
    part, inside = place_of(units[1] if change.new else units[0], change.field)
    return ReviewField(
        field=change.field,
        old=old,
        new=new,
        old_lang=old_lang,
        new_lang=new_lang,
        old_dir=language(old_lang).dir,
        new_dir=language(new_lang).dir,
        runs=readable_diff(old, new) if old and new and new_lang == old_lang else (),
        part=part,
        inside=tuple(_read(text.source) for text in inside),
        others=_others(operation, layer) if by_itself != change.new else (),
        together=_read(change.new) if by_itself != change.new else "",
    )


def _lang(unit: Unit | None, field: str) -> str:
    """The language of one text of a unit; '' where it has none."""
    texts = texts_of_unit(unit) if unit else ()
    return next((text.lang for address, text in texts if address.field == field), "")


def _by_itself(change: FieldChange, operation: Operation) -> str:
    """What a patch alone makes of a text that others write in as well; otherwise the text with all of them."""
    if operation.do is not Do.PATCH or operation.put is None or operation.at != change.field:
        return change.new
    before, after = normalise(change.old), normalise(change.new)
    find, put = normalise(operation.find), normalise(operation.put.source)
    alone = before.replace(find, put) if before.count(find) == 1 else after
    return change.new if alone == after else alone


def _others(operation: Operation, layer: Layer) -> tuple[str, ...]:
    """The layer's other operations on the same text."""
    same = (other for other in layer.operations if (other.target, other.at) == (operation.target, operation.at))
    return tuple(other.id for other in same if other is not operation)


def _read(text: str) -> str:
    """What a reader sees of a text; parameters stand in braces."""
    return plain(parse(text).nodes)


def _concerns(field: ReviewField) -> Iterator[str]:
    if field.runs:
        for concern in turned(field.old, field.new, field.new_lang):
            words = ", ".join(f"“{word}”" for word in concern.found[:6])
            yield f"{concern.reason.words.rstrip('.')}{f': {words}' if words else ''}."


def _printed(places: tuple[tuple[str, tuple[str, ...]], ...], names: dict[str, str]) -> tuple[str, ...]:
    found = dict.fromkeys(names.get(unit, unit) for _, units in places for unit in units)
    names_ = tuple(found)
    return (*names_[:_MOST], f"and {len(names_) - _MOST} more") if len(names_) > _MOST else names_


def _comments(layer: Layer, subject: str) -> tuple[Comment, ...]:
    return tuple(comment for comment in layer.comments if subject in {comment.operation, comment.parameter})
