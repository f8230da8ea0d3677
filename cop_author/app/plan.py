"""Decides what can be built: checks the text, composes each edition, and holds back those whose gates are closed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cop_author.app.basis import Basis, basis_of
from cop_author.app.compose_edition import compose_edition
from cop_author.app.dresses import chain_of, check_dresses
from cop_author.app.interrupted import check_interrupted
from cop_author.app.job import Job, job_key
from cop_author.app.layers import check_text
from cop_author.app.own_fonts import check_fonts, declared, font_reader
from cop_author.app.texts import Opened, opened_from
from cop_author.app.translation.languages import Languages
from cop_author.core.gates import (
    NO_TEXT,
    Known,
    check_document,
    check_layer,
    check_letters,
    check_translation,
    check_wording,
    is_doubtful,
)
from cop_author.core.operation_rules import CHANGED_BASE
from cop_author.model.deviation import Deviation
from cop_author.model.document import Document
from cop_author.model.edition import Edition
from cop_author.model.problem import Problem, Problems, in_reading_order
from cop_author.model.workspace import Config, Workspace
from cop_author.render.assets import faces_for, letters_without_font
from cop_author.render.deviations import as_csv, as_json
from cop_author.render.faces import all_faces
from cop_author.render.protected import check_dressed
from cop_author.render.shipped import Read
from cop_author.store.workspace import find_root, read

_OF_DRESS = frozenset({"B301", "B302", "B303", "L401", "L402", "L403"})
"""What a layer passes on to those above it with its colours, its mark and its templates."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The jobs to do, or why nothing may be published."""

    root: Path
    jobs: tuple[Job, ...]
    problems: Problems
    held_back: Problems = ()
    """Why some editions are not among the jobs, although the text has no error."""
    out: Path = Path()
    config: Config = Config("")
    shown: frozenset[tuple[str, str]] = frozenset()
    """The outputs (edition, language) that the portal may show: all of the workspace but those held back now."""
    workspace: Workspace | None = None
    """What was planned for; its releases are told in the portal's feed."""

    @property
    def is_closed(self) -> bool:
        """Whether errors stop publication."""
        return any(problem.is_error for problem in self.problems)


def plan(folder: Path, editions: Sequence[str] = (), out: Path | None = None, *, today: str) -> Plan:
    """The jobs for `editions` (all where none is named) as of `today` (ISO 8601), after checking everything.

    Errors in the master stop all editions; what is wrong with a layer holds back the editions of that layer.
    """
    root = find_root(folder)
    opened, problems = opened_from(read(root))
    if opened is None:
        return Plan(root, (), problems)
    chosen = [opened.edition(name) for name in editions] or opened.workspace.editions
    dressed = check_dresses(opened)
    found = [*problems, *check_text(opened.workspace), *check_interrupted(root), *dressed, *check_fonts(root)]
    out = out or root / "build"
    planner = _Planner(opened, tuple(found), today, out)
    for layer in dict.fromkeys(edition.layer for edition in chosen):
        planner.add(layer, [edition for edition in chosen if edition.layer == layer])
    found = [*(problem for problem in found if not layer_of(problem)), *planner.problems]
    others = {(each.id, lang) for each in opened.workspace.editions if each not in chosen for lang in each.languages}
    return Plan(
        root,
        tuple(planner.jobs),
        in_reading_order(found),
        in_reading_order(planner.held_back),
        out,
        opened.workspace.config,
        frozenset({(job.document.edition, job.document.language.tag) for job in planner.jobs} | others),
        opened.workspace,
    )


class _Planner:
    """The jobs in the making, what composing them found, and why some editions are not among them."""

    def __init__(self, opened: Opened, found: Problems, today: str, out: Path) -> None:
        self._opened, self._found, self._today, self._out = opened, found, today, out
        self._languages = Languages(opened)
        self._fonts = font_reader(opened.root)
        self.jobs: list[Job] = []
        self.problems: list[Problem] = []
        self.held_back: list[Problem] = []

    def add(self, layer: str, editions: list[Edition]) -> None:
        basis, missing = basis_of(self._opened, layer, self._today)
        if basis is None:
            self.held_back += [_without_text(edition, missing) for edition in editions]
            return
        known = self._known(basis, layer)
        for edition in editions:
            closed = check_layer(edition, known) if known else ()
            self.held_back += closed
            for lang in () if closed else edition.languages:
                self._add_one(basis, known, edition, lang)

    def _add_one(self, basis: Basis, known: Known | None, edition: Edition, lang: str) -> None:
        speech = self._languages.speech(lang)
        composed = compose_edition(basis, edition, lang, speech)
        document = _with_fonts(composed.document, self._fonts)
        closed = check_translation(
            edition, document, composed.untranslated, self._languages.unsaid(lang), self._languages.errors(lang)
        )
        closed = (*closed, *check_letters(edition, lang, letters_without_font(document, self._fonts)))
        self.held_back += closed
        if closed:
            return
        self.problems += (*composed.problems, *check_wording(edition, document, self._languages.unsaid(lang)))
        if known:
            operations = {cause.operation.id for each in composed.deviations for cause in each.causes}
            parameters = basis.workspace.master.parameters
            closed = check_document(edition, document, known, parameters, operations)
            closed = (*closed, *check_dressed(document, basis.worn.dress))
            self.held_back += closed
        if not closed:
            folder = self._out / edition.id / lang
            beside = _beside(composed.deviations)
            dress = basis.worn.dress
            key = job_key(document, beside, dress, declared(self._opened.root))
            job = Job(self._opened.root, folder, document, composed.inputs, key, basis.revision, beside, dress)
            self.jobs.append(job)

    def _known(self, basis: Basis, layer: str) -> Known | None:
        if basis.layer is None:
            return None
        below = {each.id for each in chain_of(self._opened, basis.layer)}
        own = [
            problem
            for problem in self._found
            if layer_of(problem) == layer or (layer_of(problem) in below and problem.code in _OF_DRESS)
        ]
        errors = [problem for problem in (*own, *basis.problems) if problem.is_error]
        changed = sum(problem.code == CHANGED_BASE.code for problem in errors)
        return Known(basis.layer, len(errors) - changed, changed, basis.standings, self._doubtful(basis))

    def _doubtful(self, basis: Basis) -> frozenset[str]:
        values = {value.name: value for layer in basis.workspace.layers for value in layer.parameters}
        return frozenset(
            parameter.name
            for parameter in basis.workspace.master.parameters
            if is_doubtful(parameter, values.get(parameter.name), self._today)
        )


def _with_fonts(document: Document, read: Read) -> Document:
    """The colophon names the workspace's own fonts that the edition is printed with."""
    if not any(face.digest for face in all_faces(read)):
        return document
    own = tuple(dict.fromkeys(face.family for face in faces_for(document, read) if face.digest))
    return replace(document, colophon=replace(document.colophon, fonts=own))


def _beside(deviations: tuple[Deviation, ...]) -> tuple[tuple[str, bytes], ...]:
    """The deviations of an edition for programs and spreadsheets."""
    if not deviations:
        return ()
    return ("deviations.json", as_json(deviations)), ("deviations.csv", as_csv(deviations))


def _without_text(edition: Edition, missing: Problems) -> Problem:
    why = missing[0].message if missing else "unknown"
    return NO_TEXT.at(edition.where.at("layer"), f"{edition.id}: {why}", missing[0].hint if missing else "")


def layer_of(problem: Problem) -> str:
    """The layer in whose folder a problem was found, or ''."""
    parts = problem.where.file.split("/")
    return parts[2] if parts[:2] == ["content", "layers"] and len(parts) > 3 else ""
