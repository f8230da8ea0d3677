"""Builds editions: checks the text, composes each edition in each language, renders, and swaps the outputs in."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from cop_author import __version__
from cop_author.app.compose_edition import compose_edition
from cop_author.core.gates import closed_gates
from cop_author.core.validate import validate
from cop_author.errors import UsageError
from cop_author.model.document import Document
from cop_author.model.edition import Edition, Output
from cop_author.model.problem import Problem, Problems, in_reading_order
from cop_author.model.workspace import Workspace
from cop_author.render.assets import asset_reader, picture, picture_names, site_assets, templates_digest
from cop_author.render.html import render_book, render_site
from cop_author.render.pdf import pdf_writer, print_pdf
from cop_author.store.history import History
from cop_author.store.output import is_current, write
from cop_author.store.provenance import Provenance
from cop_author.store.workspace import ASSETS, find_root, load
from cop_author.text.nearest import did_you_mean


@dataclass(frozen=True, slots=True)
class Job:
    """One edition in one language, to be rendered into `folder`; `key` is a digest of all that decides its bytes."""

    root: Path
    folder: Path
    document: Document
    inputs: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one job."""

    edition: str
    lang: str
    folder: Path
    changed: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The jobs to do, or why nothing may be published."""

    root: Path
    jobs: tuple[Job, ...]
    problems: Problems
    held_back: Problems = ()
    """Why some editions are not among the jobs, although the text has no error."""

    @property
    def is_closed(self) -> bool:
        """Whether errors stop publication."""
        return any(problem.is_error for problem in self.problems)


def plan(folder: Path, editions: Sequence[str] = (), out: Path | None = None) -> Plan:
    """The jobs for `editions` (all where none is named), after checking everything."""
    root = find_root(folder)
    workspace, problems = load(root)
    if workspace is None:
        return Plan(root, (), problems)
    chosen = _chosen(workspace, editions)
    found = [*problems, *validate(workspace)]
    provenance = Provenance(root, History(root))
    jobs: list[Job] = []
    held_back: list[Problem] = []
    for edition in chosen:
        for lang in edition.languages:
            if closed := closed_gates(workspace, edition, lang):
                held_back += closed
                continue
            composed = compose_edition(workspace, edition, lang, provenance)
            found += composed.problems
            place = (out or root / "build") / edition.id / lang
            jobs.append(Job(root, place, composed.document, composed.inputs, _key(composed.document)))
    return Plan(root, tuple(jobs), in_reading_order(found), in_reading_order(held_back))


def run(plan_: Plan, *, workers: int = 0, force: bool = False, done: Callable[[Built], None] = lambda _: None) -> None:
    """Do the jobs, several at a time; `done` hears of each as it ends. Unchanged outputs are left as they are."""
    todo = []
    for job in plan_.jobs:
        if not force and is_current(job.folder, job.key):
            done(_built(job, changed=False))
        else:
            todo.append(job)
    for job in _in_parallel(todo, workers or os.cpu_count() or 1):
        done(_built(job, changed=True))


def files_of(job: Job) -> dict[str, bytes]:
    """Every file of one output by its path, rendered from the job's document alone."""
    document = job.document
    files: dict[str, bytes] = {}

    def read_image(name: str) -> bytes:
        return (job.root / ASSETS / name).read_bytes()

    if Output.HTML in document.outputs:
        files |= {f"html/{name}": page.encode() for name, page in render_site(document).items()}
        files |= {f"html/{name}": content for name, content in site_assets(document).items()}
        files |= {f"html/{picture(name)}": read_image(name) for name in picture_names(document)}
    if Output.PDF in document.outputs:
        files[f"{document.edition}.pdf"] = print_pdf(render_book(document), asset_reader(document, read_image))
    return files


def _chosen(workspace: Workspace, names: Sequence[str]) -> tuple[Edition, ...]:
    by_id = {edition.id: edition for edition in workspace.editions}
    for name in names:
        if name not in by_id:
            hint = did_you_mean(name, by_id) or "`cop edition list` shows all."
            raise UsageError(f"there is no edition {name!r}", hint)
    return tuple(by_id[name] for name in names) if names else workspace.editions


def _in_parallel(jobs: list[Job], workers: int) -> Iterator[Job]:
    if len(jobs) < 2 or workers < 2:
        for job in jobs:
            _publish(job)
            yield job
        return
    with ProcessPoolExecutor(min(workers, len(jobs)), mp_context=get_context("fork")) as pool:
        longest_first = sorted(jobs, key=lambda job: -sum(1 for _ in job.document.units()))
        running: dict[Future[None], Job] = {pool.submit(_publish, job): job for job in longest_first}
        for future in as_completed(running):
            future.result()
            yield running[future]


def _publish(job: Job) -> None:
    document = job.document
    about = {
        "edition": document.edition,
        "language": document.language.tag,
        "tool": f"cop_author {__version__}",
        "version": document.colophon.version,
        "digest": document.colophon.digest,
        "commit": document.colophon.commit,
        "uncommitted": document.colophon.uncommitted,
        "inputs": list(job.inputs),
        "key": job.key,
    }
    write(job.folder, files_of(job), about)


def _built(job: Job, *, changed: bool) -> Built:
    return Built(job.document.edition, job.document.language.tag, job.folder, changed)


def _key(document: Document) -> str:
    parts = (__version__, pdf_writer(), templates_digest(), repr(document))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
