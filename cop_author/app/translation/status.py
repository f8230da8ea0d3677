"""How much is translated, by language and domain; and which editions the gates of their translations hold back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cop_author.app.plan import plan
from cop_author.app.texts import open_texts
from cop_author.app.translation.languages import Languages, Speech
from cop_author.app.translation.messages import Live, live_messages
from cop_author.core.gates import OF_TRANSLATIONS
from cop_author.model.document import Translation
from cop_author.model.problem import Problems
from cop_author.render.html import render_template
from cop_author.text.locale import language


@dataclass(frozen=True, slots=True)
class Share:
    """How much of one domain is said in one language, and how many of its words are still to be translated."""

    lang: str
    domain: str
    measured: Translation
    words: int = 0


@dataclass(frozen=True, slots=True)
class Status:
    """All shares, by language and domain in their order; `names` are the languages' own names."""

    shares: tuple[Share, ...]
    names: dict[str, str]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages, in order."""
        return tuple(dict.fromkeys(share.lang for share in self.shares))

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains, in order."""
        return tuple(dict.fromkeys(share.domain for share in self.shares))

    def share(self, lang: str, domain: str) -> Share | None:
        """One share; None where the language does not translate the domain."""
        return next((s for s in self.shares if (s.lang, s.domain) == (lang, domain)), None)

    def total(self, lang: str) -> Translation:
        """All of a language."""
        found = [share.measured for share in self.shares if share.lang == lang]
        names = ("own", "inherited", "fuzzy", "missing", "reviewed", "drafted")
        return Translation(**{name: sum(getattr(each, name) for each in found) for name in names})


def status(folder: Path, languages: Iterable[str] = ()) -> Status:
    """How much is translated into `languages` (none: all that the workspace names)."""
    opened = open_texts(folder)
    live = live_messages(opened)
    spoken = Languages(opened)
    config = opened.workspace.config
    known = tuple(setting.tag for setting in config.languages if setting.tag != config.source_language)
    chosen = tuple(languages) or known
    shares = tuple(share for lang in chosen for share in _shares(live, spoken.speech(lang)))
    return Status(shares, {lang: language(lang, config.source_language).name for lang in chosen})


def _shares(live: Live, speech: Speech) -> Iterator[Share]:
    messages = live.of(speech.lang)
    for domain in dict.fromkeys(message.domain for message in messages):
        own = [message for message in messages if message.domain == domain]
        measured = speech.measure((message.key, message.lang) for message in own)
        left = (message for message in own if not speech.has(message.key))
        yield Share(speech.lang, domain, measured, sum(len(message.source.split()) for message in left))


def status_page(found: Status) -> str:
    """The status as one HTML page that needs nothing else: a heat map of languages by domain."""
    return render_template("status/page.html", {"status": found})


def gate(folder: Path, editions: Iterable[str] = (), *, today: str) -> Problems:
    """Why editions (none named: all) are held back for their translations' sake."""
    found = plan(folder, tuple(editions), today=today)
    return tuple(problem for problem in (*found.problems, *found.held_back) if problem.code in OF_TRANSLATIONS)
