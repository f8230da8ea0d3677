"""One edition in one language, ready to be rendered: its files, and what its manifest says."""

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path

from cop_author import __version__
from cop_author.app.own_fonts import font_reader
from cop_author.model.document import Document
from cop_author.model.edition import Output
from cop_author.render.assets import picture, picture_names, site_assets, templates_digest
from cop_author.render.data import DATA, SCHEMA, edition_json, edition_schema
from cop_author.render.dress import PLAIN, Dress, book_reader, dressed
from cop_author.render.epub import make_epub
from cop_author.render.html import render_book, render_site
from cop_author.render.layout import Flaw
from cop_author.render.pdf import Hear, pdf_writer, print_pdf
from cop_author.render.portal import listed
from cop_author.render.search import indexer, search_files
from cop_author.render.single import make_single
from cop_author.render.subset import font_cutter
from cop_author.store.history import History
from cop_author.store.output import write
from cop_author.store.workspace import ASSETS
from cop_author.text.collation import order_version


@dataclass(frozen=True, slots=True)
class Job:
    """One edition in one language, to be rendered into `folder`; `key` is a digest of all that decides its bytes.

    `pictures` are read as they are at the commit `revision`, or in the work tree where that is ''. `beside` are
    files that stand next to the edition, by name.
    """

    root: Path
    folder: Path
    document: Document
    inputs: tuple[str, ...]
    key: str
    revision: str = ""
    beside: tuple[tuple[str, bytes], ...] = ()
    dress: Dress = PLAIN


def files_of(job: Job, hear: Hear | None = None) -> dict[str, bytes]:
    """Every file of one output by its path, rendered from the job's document alone; `hear` hears of a book's flaws."""
    document, dress = job.document, job.dress
    files, read = dict(job.beside), font_reader(job.root)

    def read_image(name: str) -> bytes:
        if job.revision:
            return History(job.root).file_at(job.revision, f"{ASSETS}/{name}") or b""
        return (job.root / ASSETS / name).read_bytes()

    if Output.HTML in document.outputs:
        site = dressed(site_assets(document, read), document, dress)
        files |= {f"html/{name}": page.encode() for name, page in render_site(document, dress).items()}
        files |= {f"html/{name}": content for name, content in site.items()}
        files |= {f"html/{name}": content for name, content in search_files(document).items()}
        files |= {f"html/{picture(name)}": read_image(name) for name in picture_names(document)}
        files[f"{document.edition}.html"] = make_single(document, read_image, read, dress=dress)
    if Output.EPUB in document.outputs:
        files[f"{document.edition}.epub"] = make_epub(document, read_image, read, dress=dress)
    if Output.JSON in document.outputs:
        files |= {DATA: edition_json(document), SCHEMA: edition_schema()}
    if Output.PDF in document.outputs:
        files[f"{document.edition}.pdf"] = print_pdf(
            render_book(document, dress), book_reader(document, read_image, dress, read), hear=hear
        )
    return files


def publish(job: Job) -> None:
    """Render the job and swap its output in."""
    document = job.document
    found: list[Flaw] = []
    files = files_of(job, found.extend)
    about = {
        "edition": document.edition,
        "language": document.language.tag,
        "tool": f"cop_author {__version__}",
        "version": document.colophon.version,
        "layer": document.colophon.layer,
        "conformity": str(document.colophon.conformity),
        "digest": document.colophon.digest,
        "commit": document.colophon.commit,
        "uncommitted": document.colophon.uncommitted,
        "listed": listed(document),
        "layout": [asdict(flaw) for flaw in found],
        "inputs": list(job.inputs),
        "key": job.key,
    }
    write(job.folder, files, about)


def job_key(
    document: Document, beside: tuple[tuple[str, bytes], ...] = (), dress: Dress = PLAIN, fonts: str = ""
) -> str:
    """A digest of all that decides the bytes of an edition; `fonts` is what the workspace declares of its own."""
    made_by = (__version__, pdf_writer(), indexer(), font_cutter(), order_version(), templates_digest())
    parts = (*made_by, repr(document), repr(beside), repr(dress), fonts)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
