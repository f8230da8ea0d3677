"""Documents with every kind of unit: one for each look in English, one in Arabic, one of hard cases."""

from dataclasses import replace

from cop_author.model.deviation import Conformity
from cop_author.model.document import (
    Applies,
    Colophon,
    DocChoice,
    DocMap,
    DocPart,
    DocPoint,
    DocRow,
    DocSection,
    DocSource,
    DocTerm,
    DocTopic,
    Document,
    DocUnit,
    Language,
    MapKind,
    MapRow,
    Meeting,
    Passage,
    Reference,
)
from cop_author.model.edition import Look, Output
from cop_author.model.guideline import Core, Force, Kind
from cop_author.model.rich import Value
from cop_author.model.vocabulary import ParameterType
from cop_author.text.fill import fill
from cop_author.text.inline import parse

ENGLISH = Language("en", "ltr", "English", "English")
ARABIC = Language("ar", "rtl", "العربية", "Arabic")
COLOPHON = Colophon(
    "Protecting children online", "1.0.0", "sha256:0f3a", "", "", False, "CC-BY-4.0", Conformity.IDENTICAL
)
VALUES = {
    "helpline.name": Value("helpline.name", "your country’s child helpline", ParameterType.TEXT, generic=True),
    "helpline.phone": Value("helpline.phone", "+254 20 116", ParameterType.PHONE, href="tel:+25420116"),
    "helpline.website": Value("helpline.website", "help.example", ParameterType.URL, href="https://help.example/"),
    "country.name": Value("country.name", "Kenya", ParameterType.TEXT),
}


def say(text: str, lang: Language = ENGLISH) -> Passage:
    """A passage in this language, its Markdown parsed and its parameters filled in."""
    return Passage("x#text", lang.tag, lang.dir, fill(parse(text).nodes, VALUES))


GROOMING, REPORTING = DocTopic("grooming", say("Grooming")), DocTopic("reporting", say("Reporting"))


def points(unit: str, *texts: str) -> tuple[DocPoint, ...]:
    return tuple(DocPoint(f"{unit}.p{at}", say(text)) for at, text in enumerate(texts, 1))


def choices(unit: str, *pairs: tuple[str, str]) -> tuple[DocChoice, ...]:
    return tuple(
        DocChoice(f"{unit}.{letter.lower()}", letter, say(text), say(answer) if answer else None)
        for letter, (text, answer) in zip("ABCDEF", pairs, strict=False)
    )


def a_table(id_: str = "x-table", rows: int = 3) -> DocUnit:
    heads = tuple(say(head) for head in ("Age", "What to expect", "What helps"))
    made = tuple(
        DocRow(
            f"{id_}.r{at}",
            say(f"Group {at}"),
            (
                say("Believes what is *seen* and said."),
                None
                if at == 2
                else say(
                    "Time." if at != 3 else "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnungsfrage"
                ),
            ),
        )
        for at in range(1, rows + 1)
    )
    return DocUnit(id_, Kind.TABLE, title=say("What changes with age"), number="1", columns=heads, rows=made)


def a_scenario(id_: str = "x-scene") -> DocUnit:
    return DocUnit(
        id_,
        Kind.SCENARIO,
        title=say("A message in the park game"),
        text=say("A player whom Nio has never met asks for a photo. What can Nio do?"),
        image="children/elu-river.svg",
        alt=say("Noor races across a river of chalk."),
        choices=choices(
            id_,
            ("Send it.", "You wanted to be friendly. Tell a grown-up now; it can still be mended."),
            ("Ask a grown-up.", "Yes! SECRET-ANSWER Two heads know more than one."),
            ("Say nothing.", "That is hard to carry alone. You can tell at any time."),
        ),
    )


def units() -> tuple[DocUnit, ...]:
    """Every kind of unit."""
    return (
        DocUnit(
            "x-plain",
            Kind.PARAGRAPH,
            text=say("A child writes. See [the route](unit:x-route) and [grooming](term:grooming)."),
            topics=(GROOMING,),
        ),
        DocUnit(
            "x-key",
            Kind.KEY_MESSAGE,
            title=say("To remember"),
            text=say("It is **not your fault**. Call {helpline.name}: {helpline.phone}."),
        ),
        DocUnit(
            "x-say", Kind.KEY_MESSAGE, title=say("Say this"), text=say("“Thank you for telling me. I believe you.”")
        ),
        DocUnit(
            "x-route",
            Kind.RECOMMENDATION,
            title=say("A reporting route that works"),
            text=say("Give users a visible way to report, and pass reports on without delay."),
            core=Core.MANDATORY,
            force=Force.MUST,
            points=points("x-route", "Keep the evidence secure.", "Tell the person what happens *next*."),
            sources=(1, 2),
            see=(Reference("x-table", "What changes with age", "x-one"),),
            applies=(Applies("Sector", ("Games", "Social media")),),
            topics=(GROOMING, REPORTING),
        ),
        DocUnit(
            "x-should",
            Kind.RECOMMENDATION,
            title=say("Talk early"),
            text=say("Begin before there is a reason to."),
            core=Core.EXPECTED,
            force=Force.SHOULD,
        ),
        DocUnit(
            "x-may",
            Kind.RECOMMENDATION,
            title=say("Play along"),
            text=say("Play the game for an hour."),
            core=Core.OPTIONAL,
            force=Force.MAY,
        ),
        DocUnit(
            "x-check",
            Kind.CHECKLIST,
            title=say("Storing and hosting"),
            points=points("x-check", "The contract forbids it.", "The address is public."),
        ),
        DocUnit(
            "x-case",
            Kind.CASE_STUDY,
            title=say("A school (composite example)"),
            text=say("A school wrote its rules with its pupils."),
        ),
        a_scenario(),
        DocUnit(
            "x-act",
            Kind.ACTIVITY,
            title=say("Draw your map"),
            text=say("Who helps you?"),
            room=4,
            points=(
                *points("x-act", "Draw two adults.", "Write how to reach them."),
                DocPoint("x-act.another-way", say("Another way: tell it aloud.")),
            ),
        ),
        DocUnit(
            "x-ask",
            Kind.QUESTION,
            text=say("What would you do?"),
            room=2,
            choices=choices("x-ask", ("Wait.", "Try again."), ("Tell.", "")),
        ),
        a_table(),
        DocUnit(
            "x-figure",
            Kind.FIGURE,
            image="children/elu.svg",
            alt=say("Elu with long ears."),
            caption=say("Elu listens."),
            number="1",
        ),
    )


def a_document(
    look: Look = Look.FAMILY, *, sections: tuple[DocSection, ...] | None = None, **changes: object
) -> Document:
    """A document in this look with every kind of unit."""
    numbered = look not in {Look.STORYBOOK, Look.WORKBOOK, Look.RULES}
    below = DocSection(
        "x-two",
        "1.1" if numbered else "",
        2,
        say("After the report"),
        None,
        (DocUnit("x-last", Kind.PARAGRAPH, text=say("The last paragraph.")),),
    )
    first = DocSection(
        "x-one",
        "1" if numbered else "",
        1,
        say("When something happens"),
        say("You decide how to begin."),
        units(),
        (below,),
    )
    values: dict[str, object] = {
        "edition": f"sample-{look.value}",
        "look": look,
        "outputs": (Output.HTML, Output.PDF),
        "language": ENGLISH,
        "languages": (ENGLISH,),
        "title": say("Protecting children online"),
        "subtitle": say("For people who care for children"),
        "line": say("Somebody listens."),
        "cover_image": "",
        "cover_alt": None,
        "parts": (DocPart("sample", say("Protecting children online"), None, sections or (first,)),),
        "help": a_help(),
        "terms": (
            DocTerm("grooming", say("grooming"), "", say("Winning the trust of a child in order to abuse the child.")),
        ),
        "sources": (
            DocSource(
                1,
                "crc",
                "Convention on the Rights of the Child",
                "United Nations",
                1989,
                "https://un.example/crc",
                "2026-11-23",
                "en",
            ),
            DocSource(
                2, "gc25", "General comment No. 25", "UN Committee", 2021, "https://un.example/gc25", "2026-11-23", ""
            ),
        ),
        "colophon": COLOPHON,
        "to_fill": ("helpline.name",),
    }
    return Document(**{**values, **changes})  # type: ignore[arg-type]


AGES = DocMap(
    MapKind.AGES,
    "Topic",
    (say("Under 9"), say("9 to 12")),
    (
        MapRow(say("Grooming"), (Meeting(7, "x-route", "A reporting route that works"), None)),
        MapRow(say("Play"), (None, Meeting(1, "x-say", "Say this"))),
    ),
)


def with_figures(look: Look = Look.FAMILY) -> Document:
    """A document with a map, and with a table and a checklist that are drawn as paths."""
    found = a_document(look, maps=(AGES,))
    (part,) = found.parts
    (section,) = part.sections
    drawn = {"x-check", "x-table"}
    units = tuple(replace(unit, is_path=unit.id in drawn) for unit in section.units)
    return replace(found, parts=(replace(part, sections=(replace(section, units=units),)),))


def a_help() -> DocUnit:
    return DocUnit(
        "x-help",
        Kind.KEY_MESSAGE,
        title=say("I need help now"),
        text=say(
            "Tell an adult at home and an adult elsewhere. Call {helpline.name}: {helpline.phone}. It is not your fault."
        ),
        points=points("x-help", "The first one did not listen? Tell the next.", "Use {helpline.website}."),
    )


def _arabic(text: str) -> Passage:
    return say(text, ARABIC)


def an_arabic_document(look: Look = Look.FAMILY) -> Document:
    """A document from right to left, with names, numbers and addresses from left to right, and one block in English."""
    told = DocUnit(
        "x-told",
        Kind.RECOMMENDATION,
        title=_arabic("عندما يخبرك طفل بأمر ما"),
        text=_arabic(
            "استمع إليه وصدقه واشكره. اتصل بالرقم {helpline.phone} أو افتح {helpline.website}. لا ترسل الصورة إلى أحد."
        ),
        core=Core.MANDATORY,
        force=Force.SHOULD,
        points=(
            DocPoint("x-told.p1", _arabic("قل له: الذنب ليس ذنبك.")),
            DocPoint("x-told.p2", say("This point is not translated yet.")),
        ),
        sources=(1,),
        topics=(DocTopic("grooming", _arabic("الاستدراج")), REPORTING),
    )
    table = DocUnit(
        "x-table",
        Kind.TABLE,
        title=_arabic("ما يتغير مع العمر"),
        number="1",
        columns=(_arabic("العمر"), _arabic("ما يساعد")),
        rows=(
            DocRow("x-table.r1", _arabic("من 9 إلى 12"), (say("Fallback in English."),)),
            DocRow("x-table.r2", say("13 to 18"), (_arabic("وقت كاف."),)),
        ),
    )
    fallback = DocUnit(
        "x-fallback",
        Kind.PARAGRAPH,
        title=say("Not translated yet"),
        text=say("A block in English, from left to right."),
    )
    scene = DocUnit(
        "x-scene",
        Kind.SCENARIO,
        title=_arabic("رسالة في اللعبة"),
        text=_arabic("لاعب لا يعرفه نيو يطلب صورة. ماذا يفعل نيو؟"),
        image="children/elu-river.svg",
        alt=_arabic("نور تعبر نهرا من الطباشير."),
        choices=(DocChoice("x-scene.a", "A", _arabic("يسأل شخصا كبيرا."), _arabic("نعم! هذا صحيح.")),),
    )
    activity = DocUnit(
        "x-act",
        Kind.ACTIVITY,
        title=_arabic("ارسم خريطتك"),
        points=(DocPoint("x-act.p1", _arabic("ارسم شخصين.")),),
        room=3,
    )
    section = DocSection(
        "x-one",
        "1",
        1,
        _arabic("حين يحدث شيء"),
        _arabic("أنت تقرر كيف تبدأ."),
        (told, fallback, table, scene, activity),
    )
    return a_document(
        look,
        sections=(section,),
        language=ARABIC,
        languages=(ARABIC, ENGLISH),
        edition=f"sample-{look.value}-rtl",
        title=_arabic("حماية الأطفال على الإنترنت"),
        subtitle=_arabic("لمن يرعى الأطفال"),
        line=_arabic("هناك من يسمعك."),
        terms=(DocTerm("grooming", _arabic("الاستدراج"), "", _arabic("كسب ثقة طفل لإيذائه.")),),
    )


def hard_cases() -> Document:
    """What seldom happens: long headings and words, long lists, hostile text, drafts, units without a title."""
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    long = ("A heading that does not end because its author had much to say about it " * 5)[:300]
    many = tuple(DocPoint(f"x-many.p{at}", say(f"Item {at} of many.")) for at in range(1, 201))
    hostile = '<script>alert(1)</script> {{ 7 * 7 }} {% raw %} "quoted" & <b>bold</b>'
    found = (
        DocUnit("x-untitled", Kind.PARAGRAPH, text=say(word)),
        DocUnit("x-many", Kind.CHECKLIST, title=say("Two hundred"), points=many),
        DocUnit(
            "x-hostile",
            Kind.PARAGRAPH,
            title=Passage("x#t", "en", "ltr", parse(hostile).nodes),
            text=Passage("x#t", "en", "ltr", parse(hostile).nodes),
        ),
        DocUnit("x-lure", Kind.PARAGRAPH, text=say("A [lure](javascript:alert(1)) and a [gone](unit:x-nowhere).")),
        DocUnit("x-draft", Kind.PARAGRAPH, text=say("Not settled."), draft=True),
        a_table("x-long", 60),
    )
    section = DocSection("x-one", "1", 1, say(long), None, found)
    return a_document(Look.POLICY, sections=(section,), help=None, edition="sample-hard", title=say(long))
