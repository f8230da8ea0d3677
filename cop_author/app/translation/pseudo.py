"""An edition in a pseudo-locale: to see, before anybody translates, where pages are too narrow or run the wrong way."""

from pathlib import Path

from cop_author.app.basis import basis_of
from cop_author.app.compose_edition import compose_edition
from cop_author.app.job import Job, publish
from cop_author.app.texts import open_texts
from cop_author.app.translation.languages import Speech
from cop_author.app.translation.messages import live_messages
from cop_author.errors import CopError
from cop_author.model.guideline import Text
from cop_author.text.pseudo import Pseudo, pseudo


def build_pseudo(folder: Path, edition: str, kind: Pseudo, out: Path | None = None, *, today: str) -> Path:
    """Build `edition` with every text pseudo-translated; the folder it stands in. Nothing else is written."""
    opened = open_texts(folder)
    chosen = opened.edition(edition)
    basis, problems = basis_of(opened, chosen.layer, today)
    if basis is None:
        raise CopError(problems[0].message, problems[0].hint)
    tag = kind.tag
    messages = live_messages(opened).messages
    said = {message.key: Text(pseudo(message.source, kind), tag) for message in messages}
    texts = {key: text for key, text in said.items() if key[0]}
    words = {key[1]: text for key, text in said.items() if not key[0]}
    speech = Speech(tag, (tag,), texts, words)
    composed = compose_edition(basis, chosen, tag, speech)
    target = ((out or opened.root / "build") / edition / tag).resolve()
    publish(Job(opened.root, target, composed.document, composed.inputs, "", basis.revision, dress=basis.worn.dress))
    return target
