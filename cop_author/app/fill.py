"""Which values a layer lacks, where they are printed, and entering them; it asks nobody."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from cop_author.app.basis import Basis, basis_of
from cop_author.app.layer_sources import Cited, known_sources, source_for
from cop_author.app.texts import Opened, open_texts
from cop_author.app.workbench import Applied, apply
from cop_author.core.checks.values import check_values
from cop_author.core.gates import is_doubtful
from cop_author.core.index import Index
from cop_author.core.tailor import tailor
from cop_author.errors import UsageError
from cop_author.formats import layer_edits as edits
from cop_author.model.edition import Edition
from cop_author.model.guideline import Section
from cop_author.model.layer import Layer, ParameterValue
from cop_author.model.vocabulary import Parameter, ParameterType
from cop_author.text.addresses import texts_of_section, texts_of_unit
from cop_author.text.days import is_day
from cop_author.text.inline import placeholders
from cop_author.text.nearest import did_you_mean

_FORMS = {
    ParameterType.TEXT: ("words, as a sentence names it", "Childline"),
    ParameterType.PHONE: ("a telephone number", "116 111"),
    ParameterType.URL: ("a web address", "https://www.example.org"),
    ParameterType.EMAIL: ("an e-mail address", "help@example.org"),
    ParameterType.AGE: ("an age in years", "16"),
    ParameterType.DURATION: ("a length of time", "90 days"),
    ParameterType.DATE: ("a day", "2026-01-31"),
    ParameterType.NUMBER: ("a whole number", "12"),
}


class State(StrEnum):
    """How a value stands today."""

    MISSING = "missing"
    ENDED = "ended"
    UNVERIFIED = "unverified"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class Entry:
    """A parameter, its value in this layer or (`inherited`) in the layer below that has one, and where it is printed:
    edition → ids of units and sections."""

    parameter: Parameter
    value: ParameterValue | None
    inherited: str
    printed: tuple[tuple[str, tuple[str, ...]], ...]
    state: State

    @property
    def form(self) -> str:
        """What a value looks like, in words, with bounds and an example."""
        kind, example = _FORMS[self.parameter.type]
        least, most = self.parameter.min, self.parameter.max
        bounds = [f"at least {least}"] if least else []
        bounds += [f"at most {most}"] if most else []
        return f"{', '.join([kind, ' and '.join(bounds)]) if bounds else kind}; for example: {example}"


@dataclass(frozen=True, slots=True)
class Answer:
    """A value as a person enters it; `source` is an id or a web address."""

    name: str
    value: str
    source: str = ""
    source_title: str = ""
    publisher: str = ""
    verified: str = ""
    valid_until: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Fill:
    """A layer whose values are to be entered: `entries` in the order in which the master declares them."""

    opened: Opened
    layer: Layer
    basis: Basis
    entries: tuple[Entry, ...]
    sources: Mapping[str, str]
    today: str

    def entry(self, name: str) -> Entry:
        """One entry; UsageError where nobody declared the parameter."""
        by_name = {entry.parameter.name: entry for entry in self.entries}
        if name not in by_name:
            hint = did_you_mean(name, by_name) or "`cop layer fill LAYER --list --all` shows all names."
            raise UsageError(f"there is no parameter {name!r}", hint)
        return by_name[name]

    def open_entries(self, *, everything: bool = False) -> tuple[Entry, ...]:
        """Those to ask for: missing, ended or unverified, and unless `everything` printed in an edition of the layer.

        A layer without editions is asked for all.
        """
        prints = any(entry.printed for entry in self.entries)
        wanted = (entry for entry in self.entries if entry.state is not State.FINE)
        return tuple(entry for entry in wanted if everything or entry.printed or not prints)


def open_fill(folder: Path, name: str, today: str) -> Fill:
    """The values of the layer `name` as of `today` (ISO 8601)."""
    opened = open_texts(folder)
    opened.layer(name)
    basis, problems = basis_of(opened, name, today)
    if basis is None:
        raise UsageError(problems[0].message, problems[0].hint)
    return fill_of(opened, basis, today)


def fill_of(opened: Opened, basis: Basis, today: str) -> Fill:
    """The values of the layer that `basis` is made from."""
    layer = basis.workspace.layers[-1]
    name = layer.id
    printed = _printed(basis, [edition for edition in opened.workspace.editions if edition.layer == name])
    own = {value.name: value for value in layer.parameters}
    lower = {value.name: (value, each.title) for each in basis.workspace.layers[:-1] for value in each.parameters}
    entries = []
    for parameter in basis.workspace.master.parameters:
        inherited, title = lower.get(parameter.name, (None, ""))
        value = own.get(parameter.name) or inherited
        places = tuple((edition, tuple(ids)) for edition, ids in printed[parameter.name].items())
        source = title if value is inherited and value is not None else ""
        entries.append(Entry(parameter, value, source, places, _state(parameter, value, today)))
    sources = known_sources(basis.workspace.master, layer)
    return Fill(opened, layer, basis, tuple(entries), sources, today)


def find_wrong(fill: Fill, answer: Answer) -> str:
    """What is wrong with a value, in words and with what to write; '' where nothing is."""
    value = ParameterValue(answer.name, answer.value)
    layer = replace(fill.layer, parameters=(value,))
    workspace = replace(fill.basis.workspace, layers=(layer,))
    problem = next((p for p in check_values(Index(workspace)) if p.is_error), None)
    if problem:
        form = fill.entry(answer.name).form
        return f"{problem.message.removeprefix(f'{layer.id}: ')}. It is {form}"
    for what, day in (("verified", answer.verified), ("valid until", answer.valid_until)):
        if day and not is_day(day):
            return f"{what}: {day!r} is no day. Write it as year-month-day: 2027-01-31."
    if answer.verified and answer.verified > fill.today:
        return f"verified: {answer.verified} has not come yet."
    return ""


def enter(fill: Fill, answers: tuple[Answer, ...], *, dry_run: bool = False) -> Applied:
    """Write the values, all or none; sources that are web addresses become sources of the layer."""
    known = dict(fill.sources)
    changes: list[tuple[str, str, dict[str, str]]] = []
    for answer in answers:
        item = {"value": answer.value, "source": answer.source}
        if answer.source:
            cited = Cited(answer.source, answer.source_title, answer.publisher)
            item["source"], new = source_for(fill.layer.id, known, cited, answer.verified or fill.today)
            if new:
                known[new.id] = new.address
                changes.append(("source", new.id, new.item))
        item |= {"verified": answer.verified, "valid-until": answer.valid_until, "owner": answer.owner}
        changes.append(("value", answer.name, item))

    def edit(files: Mapping[str, str]) -> edits.Changes:
        found: edits.Changes = {}
        now = dict(files)
        for kind, name, item in changes:
            write = edits.add_source if kind == "source" else edits.set_value
            found |= write(now, fill.layer.id, name, item)
            now |= {name: text for name, text in found.items() if text is not None}
        return found

    return apply(fill.opened.root, edit, dry_run=dry_run)


def _state(parameter: Parameter, value: ParameterValue | None, today: str) -> State:
    if value is None:
        return State.MISSING
    if value.valid_until and value.valid_until < today:
        return State.ENDED
    return State.UNVERIFIED if is_doubtful(parameter, value, today) else State.FINE


def _printed(basis: Basis, editions: list[Edition]) -> dict[str, dict[str, list[str]]]:
    """Parameter → edition → where it is printed, in reading order."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for edition in editions:
        for place, source in _texts(basis, edition):
            for placeholder in placeholders(source):
                places = found[placeholder.name][edition.id]
                places += [] if place in places else [place]
    return found


def _texts(basis: Basis, edition: Edition) -> Iterator[tuple[str, str]]:
    tailored, _ = tailor(basis.workspace.master, edition)
    helping = [unit for unit in basis.workspace.master.units() if unit.id == edition.help]
    for unit in helping:
        yield from ((unit.id, text.source) for _, text in texts_of_unit(unit))
    for guideline in tailored.guidelines:
        for section in guideline.walk():
            yield from _texts_in(section)


def _texts_in(section: Section) -> Iterator[tuple[str, str]]:
    yield from ((section.id, text.source) for _, text in texts_of_section(section))
    for unit in section.units:
        yield from ((unit.id, text.source) for _, text in texts_of_unit(unit))
