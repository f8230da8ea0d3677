"""Carries out a plan: renders editions in several processes and swaps each output in as it is ready."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from cop_author.app.job import Job, publish
from cop_author.app.plan import Plan
from cop_author.app.portal import write_portal
from cop_author.errors import CopError
from cop_author.store.output import is_current


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one job."""

    edition: str
    lang: str
    folder: Path
    changed: bool


def run(
    plan_: Plan, *, workers: int = 0, force: bool = False, done: Callable[[Built], None] = lambda _: None
) -> Path | None:
    """Do the jobs, several at a time, then the portal over all that stands there now, whose path is returned.

    `done` hears of each job as it ends. Unchanged outputs are left as they are. Where one cannot be made, its last good
    output stays, all others are made, and CopError says which and why.
    """
    todo = []
    for job in plan_.jobs:
        if not force and is_current(job.folder, job.key):
            done(_built(job, changed=False))
        else:
            todo.append(job)
    failed = []
    for job, error in _in_parallel(todo, workers or os.cpu_count() or 1):
        if error:
            failed.append(error)
        else:
            done(_built(job, changed=True))
    portal = write_portal(plan_.out, plan_.config, plan_.shown, plan_.workspace)
    if failed:
        raise failed[0] if len(failed) == 1 else CopError("; ".join(map(str, failed)), failed[0].hint)
    return portal


def _in_parallel(jobs: list[Job], workers: int) -> Iterator[tuple[Job, CopError | None]]:
    """Each job as it ends, with what kept it from being done."""
    if len(jobs) < 2 or workers < 2:
        yield from ((job, _publish(job)) for job in jobs)
        return
    with ProcessPoolExecutor(min(workers, len(jobs)), mp_context=get_context("fork")) as pool:
        longest_first = sorted(jobs, key=lambda job: -sum(1 for _ in job.document.units()))
        running = {pool.submit(_publish, job): job for job in longest_first}
        for future in as_completed(running):
            yield running[future], future.result()


def _publish(job: Job) -> CopError | None:
    try:
        publish(job)
    except CopError as error:
        return type(error)(f"{job.document.edition} ({job.document.language.tag}): {error.message}", error.hint)
    return None


def _built(job: Job, *, changed: bool) -> Built:
    return Built(job.document.edition, job.document.language.tag, job.folder, changed)
