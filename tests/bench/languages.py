"""The repository's own text in eight generated languages, every entry filled."""

import re
import shutil
from pathlib import Path

from cop_author.app.translation.update import update
from cop_author.text.pseudo import Pseudo, pseudo

LANGUAGES = ("fr", "es", "de", "it", "pt-BR", "nl", "vi", "id")
_EMPTY = re.compile(r'^msgid "(.+)"\nmsgstr ""$', re.MULTILINE)


def write(folder: Path, repository: Path) -> Path:
    """A copy of the repository's workspace with eight languages."""
    shutil.copytree(repository / "content", folder / "content")
    for layer in (folder / "content/layers").glob("*/layer.yaml"):
        layer.write_text(
            re.sub(
                r"^languages: .*$", f"languages: [en, {', '.join(LANGUAGES)}]", layer.read_text(), flags=re.MULTILINE
            )
        )
    config = (repository / "cop.yaml").read_text()
    languages = "".join(f"  {lang}: {{}}\n" for lang in ("en", "ar", *LANGUAGES))
    (folder / "cop.yaml").write_text(re.sub(r"languages:\n(?:  .*\n)+", f"languages:\n{languages}", config))
    update(folder, LANGUAGES)
    for path in (folder / "locales").glob("*/LC_MESSAGES/*.po"):
        text = path.read_text(encoding="utf-8")
        filled = _EMPTY.sub(lambda m: f'msgid "{m[1]}"\nmsgstr "{pseudo(m[1], Pseudo.EXPANDED)}"', text)
        path.write_text(filled, encoding="utf-8")
    return folder
