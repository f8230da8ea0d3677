"""A review pack as one page, with its style inside for a browser, and with fonts for paper; it reads no workspace."""

from cop_author.model.review import Review
from cop_author.render import assets
from cop_author.render.html import render_template
from cop_author.render.shipped import Read, packaged

_SHEETS = ("css/tokens.css", "css/base.css", "css/review.css", "css/scripts.css")
_STYLE = f"{assets.FOLDER}/review.css"


def review_page(review: Review) -> str:
    """One page that needs nothing beside it: it is sent by mail, and opened without a network."""
    style = "\n".join(packaged(name).decode() for name in _SHEETS)
    return render_template("review/pack.html", {"review": review, "style": style, "link": ""})


def review_book(review: Review) -> str:
    """The page that the PDF is printed from; it needs `review_assets`."""
    return render_template("review/pack.html", {"review": review, "style": "", "link": _STYLE})


def review_assets(review: Review, read: Read = packaged) -> dict[str, bytes]:
    """The style and the fonts of `review_book`, by path; `read` knows the fonts."""
    faces = assets.faces_of(review, serif=False, read=read)
    sheets = (*_SHEETS, "css/review-print.css")
    found = {_STYLE: assets.style(sheets, faces).encode()}
    return found | {f"{assets.FOLDER}/fonts/{face.file}": read(f"fonts/{face.file}") for face in faces}
