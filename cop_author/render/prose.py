"""Passages as markup, every character of theirs escaped; it must not lay anything out."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from cop_author.model.document import Language, Passage
from cop_author.model.rich import Emphasis, Inline, Link, Strong, Value, plain
from cop_author.model.vocabulary import ParameterType
from cop_author.render.leads import Leads
from cop_author.text.locale import language

_LEFT_TO_RIGHT = frozenset({ParameterType.PHONE, ParameterType.URL, ParameterType.EMAIL})
_LONG = 24
_SAFE = ("https", "tel", "mailto")
_ANCHORED = {"unit": "", "term": "term-", "ref": "ref-"}


@dataclass(frozen=True, slots=True)
class Prose:
    """How the passages of one page are written: in a document of this language, with links that lead from that page.

    `seam` is put after words that end with a space. A book needs a zero-width space there: WeasyPrint 70 breaks a line
    after its first word where the words before a link fit only without their last space.

    `page` is, for a book, how a page is named ('page {n}'): a link to a unit is followed by where the unit stands.

    `outdated` is said after a passage that is translated from an earlier version of its text; with `names_others`, a
    passage in another language than the document's is followed by that language's name.
    """

    language: Language
    leads: Leads
    seam: str = ""
    page: str = ""
    outdated: str = ""
    names_others: bool = False

    def words(self, passage: Passage) -> Markup:
        """The passage as inline markup; inside an element that `tongue` marks."""
        return self._all(passage.nodes) + self._remark(passage)

    def _remark(self, passage: Passage) -> Markup:
        """What a reader has to know of the passage's translation."""
        own = self.language.tag
        if passage.outdated and self.outdated:
            said = self.outdated
        elif self.names_others and passage.lang.partition("-")[0] != own.partition("-")[0]:
            said = f"({language(passage.lang, own).english})"
        else:
            return Markup()
        mark = Markup(' <span class="remark" lang="{}" dir="{}">{}</span>')
        return mark.format(own, self.language.dir, said)

    def part(self, passage: Passage) -> Markup:
        """The passage as inline markup, marked by itself where its language differs from the document's."""
        tongue = self.tongue(passage)
        return Markup("<span{}>{}</span>").format(tongue, self.words(passage)) if tongue else self.words(passage)

    def unlinked(self, passage: Passage) -> Markup:
        """The passage without links, marked where its language differs: what stands inside another link."""
        tongue = self.tongue(passage)
        words = Markup().join(self._unlinked(node) for node in passage.nodes)
        return Markup("<span{}>{}</span>").format(tongue, words) if tongue else words

    def led(self, href: str, passage: Passage) -> Markup:
        """The passage as a link. What marks another language stands around the link: within, a PDF loses its tag."""
        words = Markup().join(self._unlinked(node) for node in passage.nodes)
        link = Markup('<a href="{}">{}</a>').format(href, words)
        tongue = self.tongue(passage)
        return Markup("<span{}>{}</span>").format(tongue, link) if tongue else link

    def tongue(self, passage: Passage) -> Markup:
        """`lang` and `dir` where they differ from the document's, with a space before each.

        What a variant takes from its language (de-CH from de) is not in another one.
        """
        found = Markup()
        if passage.lang != self.language.tag and not self.language.tag.startswith(f"{passage.lang}-"):
            found += Markup(' lang="{}"').format(passage.lang)
        if passage.dir != self.language.dir:
            found += Markup(' dir="{}"').format(passage.dir)
        return found

    def _all(self, nodes: Iterable[Inline]) -> Markup:
        return Markup().join(self._one(node) for node in nodes)

    def _one(self, node: Inline) -> Markup:
        if isinstance(node, Emphasis):
            return Markup("<em>{}</em>").format(self._all(node.children))
        if isinstance(node, Strong):
            return Markup("<strong>{}</strong>").format(self._all(node.children))
        if isinstance(node, Link):
            return self._link(node)
        if isinstance(node, Value):
            return _value(node)
        return self._plain(node)

    def _unlinked(self, node: Inline) -> Markup:
        if isinstance(node, Emphasis | Strong | Link):
            return Markup().join(self._unlinked(child) for child in node.children)
        return _value(replace(node, href="")) if isinstance(node, Value) else self._plain(node)

    def _plain(self, node: Inline) -> Markup:
        text = plain((node,))
        return escape(text + self.seam) if text.endswith(" ") else escape(text)

    def _link(self, link: Link) -> Markup:
        words = self._all(link.children)
        if link.scheme == "https":
            return Markup('<a class="out" href="{}" rel="noreferrer">{}</a>').format(link.target, words)
        if link.scheme not in _ANCHORED:
            return words
        href = self.leads.to(_ANCHORED[link.scheme] + link.name)
        if not href:
            return words
        found = Markup('<a class="to-{}" href="{}">{}</a>').format(link.scheme, href, words)
        return found + self._at_page(href) if self.page and link.scheme == "unit" else found

    def _at_page(self, href: str) -> Markup:
        before, _, after = self.page.partition("{n}")
        return Markup(' <a class="at-page" href="{}" data-before="{}" data-after="{}"></a>').format(href, before, after)


def is_spoken(passage: Passage | None) -> bool:
    """Whether the passage begins with a quotation mark: words to say aloud."""
    first = passage.plain.lstrip()[:1] if passage else ""
    return first in {"„", '"'} or (first != "" and unicodedata.category(first) == "Pi")


def has_long_word(passage: Passage) -> bool:
    """Whether it has a word that a column of a table may be too narrow for."""
    return any(len(word) > _LONG for word in passage.plain.split())


def _value(value: Value) -> Markup:
    dir_ = Markup(' dir="ltr"') if value.type in _LEFT_TO_RIGHT and not value.generic else Markup()
    if value.generic:
        return Markup('<span class="to-fill">{}</span>').format(value.text)
    text = value.text.replace(" ", "\u00a0") if value.type is ParameterType.PHONE else value.text
    if value.href.partition(":")[0] in _SAFE:
        return Markup('<a class="value" href="{}"{} rel="noreferrer">{}</a>').format(value.href, dir_, text)
    return Markup('<bdi class="value"{}>{}</bdi>').format(dir_, text)
