"""Failures of the environment: what the tool could not do, and what to try next.

Mistakes in the author's content are never raised; they are collected as `cop_author.model.problem.Problem`.
"""


class CopError(Exception):
    """The environment failed: a missing folder, an unreadable disk, a broken repository.

    `hint` is the next step for a person, in one sentence.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class WorkspaceNotFound(CopError):
    """No `cop.yaml` here or in any folder above."""


class HistoryUnavailable(CopError):
    """The question needs git history that is not here: no repository, or a shallow clone."""


class OutputError(CopError):
    """An output could not be written; the last good one is still in place."""


class UsageError(CopError):
    """The arguments make sense to the parser but not for this workspace."""
