"""A document as JSON for programs, in the shape of `templates/data/edition.schema.json`; it must not leave out what
pages and book say of where a text comes from.

A member without a value is left out; a text names its language where it is not the edition's.
"""

import json
from collections.abc import Iterable
from typing import Any

from cop_author.model.document import (
    Colophon,
    DocChoice,
    DocForeword,
    DocImprint,
    DocPart,
    DocPoint,
    DocRoute,
    DocRow,
    DocSection,
    DocSource,
    DocTerm,
    Document,
    DocUnit,
    Passage,
    Translation,
)
from cop_author.model.rich import Emphasis, Inline, Link, Strong, Value, Words, plain
from cop_author.render.shipped import packaged

FORMAT = 1
DATA, SCHEMA = "edition.json", "edition.schema.json"
"""The names of the file and, beside it, of its schema."""

Plain = dict[str, Any]


def edition_json(document: Document) -> bytes:
    """The whole edition as JSON, UTF-8."""
    return (json.dumps(as_plain(document), ensure_ascii=False, indent=1) + "\n").encode()


def edition_schema() -> bytes:
    """The JSON Schema (2020-12) that every `edition_json` follows."""
    return packaged(f"data/{SCHEMA}")


def as_plain(document: Document) -> Plain:
    """The whole edition as dicts, lists and scalars."""
    say = _Teller(document.language.tag)
    return {
        "$schema": SCHEMA,
        "format": FORMAT,
        "edition": document.edition,
        "look": document.look.value,
        "language": {"tag": document.language.tag, "dir": document.language.dir, "name": document.language.name},
        "title": say.text(document.title),
    } | _filled(
        {
            "subtitle": say.maybe(document.subtitle),
            "line": say.maybe(document.line),
            "statement": say.maybe(document.statement),
            "foreword": say.foreword(document.brand.foreword),
            "imprint": say.imprint(document.brand.imprint),
            "contact": [_route(route) for route in document.routes],
            "origin": _origin(document.colophon),
            "illustration": document.illustration,
            "translation": _translation(document.translation),
            "help": document.help.id if document.help else "",
            "to-fill": list(document.to_fill),
            "parts": [say.part(part) for part in document.parts],
            "terms": [say.term(term) for term in document.terms],
            "sources": [_source(source) for source in document.sources],
        }
    )


class _Teller:
    """Texts of an edition in the language `lang`."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def maybe(self, passage: Passage | None) -> Plain | None:
        return self.text(passage) if passage else None

    def text(self, passage: Passage) -> Plain:
        other = passage.lang != self._lang
        is_plain = all(isinstance(node, Words) for node in passage.nodes)
        return {"text": passage.plain} | _filled(
            {
                "lang": passage.lang if other else "",
                "dir": passage.dir if other else "",
                "nodes": [] if is_plain else _nodes(passage.nodes),
                "changed": passage.changed,
                "outdated": passage.outdated,
            }
        )

    def foreword(self, found: DocForeword | None) -> Plain | None:
        if found is None:
            return None
        return {name: self.text(getattr(found, name)) for name in ("title", "what", "who", "signed")}

    def imprint(self, found: DocImprint | None) -> Plain | None:
        if found is None:
            return None
        said = {"publisher": self.text(found.publisher), "responsible": self.text(found.responsible)}
        return said | _filled({"address": found.address, "e-mail": found.email, "licence": found.licence})

    def part(self, part: DocPart) -> Plain:
        about = _filled({"title": self.text(part.title), "text": self.maybe(part.text)})
        return {"id": part.id} | about | {"sections": [self.section(section) for section in part.sections]}

    def section(self, section: DocSection) -> Plain:
        return {"id": section.id} | _filled(
            {
                "number": section.number,
                "title": self.text(section.title),
                "text": self.maybe(section.text),
                "units": [self.unit(unit) for unit in section.units],
                "sections": [self.section(below) for below in section.sections],
            }
        )

    def unit(self, unit: DocUnit) -> Plain:
        return {"id": unit.id, "kind": unit.kind.value} | _filled(
            {
                "number": unit.number,
                "title": self.maybe(unit.title),
                "text": self.maybe(unit.text),
                "core": unit.core.value if unit.core else "",
                "force": unit.force.value if unit.force else "",
                "draft": unit.draft,
                "points": [self.point(point) for point in unit.points],
                "choices": [self.choice(choice) for choice in unit.choices],
                "columns": [self.text(column) for column in unit.columns],
                "rows": [self.row(row) for row in unit.rows],
                "image": unit.image,
                "alt": self.maybe(unit.alt),
                "caption": self.maybe(unit.caption),
                "sources": list(unit.sources),
                "see": [reference.anchor for reference in unit.see],
                "applies": [{"facet": each.facet, "labels": list(each.labels)} for each in unit.applies],
                "topics": [{"id": topic.id} | self.text(topic.label) for topic in unit.topics],
                "departures": [departure.value for departure in unit.departures],
            }
        )

    def point(self, point: DocPoint) -> Plain:
        below = {"points": [self.point(each) for each in point.points]}
        return {"id": point.anchor} | self.text(point.text) | _filled(below)

    def choice(self, choice: DocChoice) -> Plain:
        answer = {"answer": self.maybe(choice.answer)}
        return {"id": choice.anchor, "letter": choice.letter} | self.text(choice.text) | _filled(answer)

    def row(self, row: DocRow) -> Plain:
        return {"id": row.anchor, "head": self.text(row.head), "cells": [self.maybe(cell) for cell in row.cells]}

    def term(self, term: DocTerm) -> Plain:
        return {"id": term.id, "preferred": self.text(term.preferred)} | _filled(
            {"abbreviation": term.abbreviation, "definition": self.text(term.definition)}
        )


def _route(route: DocRoute) -> Plain:
    values = {name: getattr(route, name) for name in ("name", "phone", "hours", "website")}
    return {"situation": route.situation.value} | {name: _node(value) for name, value in values.items() if value}


def _origin(colophon: Colophon) -> Plain:
    return {"master": colophon.master_title, "version": colophon.version, "release": colophon.release} | _filled(
        {
            "layer": colophon.layer,
            "layer-version": colophon.layer_version,
            "below": [{"layer": title, "version": version} for title, version in colophon.below],
            "conformity": colophon.conformity.value,
            "licence": colophon.licence,
            "digest": colophon.digest,
            "commit": colophon.commit,
            "date": colophon.date,
            "uncommitted": colophon.uncommitted,
        }
    )


def _translation(translation: Translation | None) -> Plain | None:
    if translation is None:
        return None
    return {
        "texts": translation.total,
        "own": translation.own,
        "inherited": translation.inherited,
        "outdated": translation.fuzzy,
        "missing": translation.missing,
        "reviewed": translation.reviewed,
        "drafted": translation.drafted,
    }


def _source(source: DocSource) -> Plain:
    return {"number": source.number, "id": source.id, "title": source.title} | _filled(
        {
            "publisher": source.publisher,
            "year": source.year,
            "address": source.address,
            "read": source.read,
            "lang": source.lang,
        }
    )


def _nodes(nodes: Iterable[Inline]) -> list[Plain]:
    return [_node(node) for node in nodes]


def _node(node: Inline) -> Plain:
    if isinstance(node, Emphasis):
        return {"emphasis": _nodes(node.children)}
    if isinstance(node, Strong):
        return {"strong": _nodes(node.children)}
    if isinstance(node, Link):
        return {"link": node.target, "words": _nodes(node.children)}
    if isinstance(node, Value):
        return {"parameter": node.name, "value": node.text} | _filled({"generic": node.generic, "href": node.href})
    return {"words": plain((node,))}


def _filled(members: Plain) -> Plain:
    """Those members that say something."""
    return {name: value for name, value in members.items() if value not in (None, "", [], False)}
