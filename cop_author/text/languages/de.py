"""German words that can turn the meaning of a merge; it must not grow words that only look alike.

Source: compiled by hand; negation and modal verbs as in Universal Dependencies (Polarity=Neg, AUX). Limits: separable
verbs are known by their stem only (`lehnen … ab`); `ein` is not listed as a number; `acht` is, `achte` and `achten`
(heed) are not; parts of long compounds are found only where a list names them.
"""

from cop_author.text.languages.lexicon import Lexicon, Words

GERMAN = Lexicon(
    code="de",
    denial=Words("nicht, nichts, kein*, nie, niemals, niemand*, weder"),
    negation=Words(
        """nicht, nichts, kein*, nie, niemals, niemand*, nirgend*, weder, nein, ohne, verbiet*, verbot*, untersag*,
        verweiger*, vermeid*, vermied*, verhinder*, verhüt*, unterlass*, unterlässt, unterließ*, illegal*,
        rechtswidrig*, unzulässig*, unerlaubt*, unmöglich*, lehn*, ablehn*, abgelehnt*, ausgeschlossen*, ausschluss,
        ausschließen, ausschließt, fehlt, fehlen, fehlend*, mangel*, mangelt, verzicht*, stopp*, aufhör*, hör* auf,
        beend*, deaktivier*, gegenteil*""",
        patterns=(r"(?!(?:blos|famos|kolos)\w*\b)\w{3,}los(?:e[nrms]?|igkeit)?", r"\w{3,}frei(?:e[nrms]?)?"),
    ),
    force=Words(
        """muss*, muß*, müss*, mußt*, soll*, darf*, dürf*, durft*, kann, kannst, könn*, konnt*, mag, mögen, möcht*,
        will, willst, woll*, *pflicht*, erforder*, notwendig*, nötig*, benötig*, empfehl*, empfiehl*, empfohl*,
        erlaub*, gestatt*, zulässig*, zulass*, zugelassen*, lässt, lassen, freiwillig*, optional*, hat zu, haben zu,
        ist zu, sind zu, zwingend*, zwing*, vorgeschrieben*, vorschreib*, vorschrift*, brauch*, ermutig*, rät, raten,
        geraten, möglich*, berechtig*, befug*, geboten*, verlang*, unbedingt*""",
    ),
    condition=Words(
        """wenn, falls, sofern, soweit, solange, außer, außerhalb, ausgenommen*, ausnahm*, nur, lediglich,
        ausschließlich*, allein*, bloß, ohne, bis, sonst, ansonsten, andernfalls, es sei denn, vorbehaltlich,
        bedingung*, obwohl, obgleich, trotz, trotzdem, dennoch, jedoch, aber, sondern, statt, stattdessen, anstatt,
        anstelle, bevor, sobald, während, ob, wo, je nach, insofern, insoweit, einzig*, fall, fälle*, im falle,
        selbst, sogar, begrenzt*, beschränk*""",
    ),
    number=Words(
        """null, eins, zwei*, zwo, drei*, vier*, fünf*, sechs*, sieben*, siebt*, siebz*, acht, achter, achtes,
        achtel*, achtz*, neun*, zehn*, elf, elfte*, zwölf*, *zehn, *zehnte*, *zig, *zigste*, *zwanzig*, *dreißig*,
        hundert*, *hundert*, tausend*, *tausend*, million*, milliard*, halb*, hälfte*, drittel*, dritt*, zweit*,
        doppel*, doppelt*, verdoppel*, *fach, *fache*, erste, ersten, erster, erstes, erstmal*, einmal*, *mal,
        dutzend*, prozent*, beide*""",
    ),
    quantity=Words(
        """all, alle, allen, aller, alles, jede, jeden, jeder, jedes, jedem, jeglich*, sämtlich*, einige*, manche*,
        viel*, mehr*, meist*, wenig*, mindest*, höchst*, minim*, maxim*, immer, stets, manchmal, oft, häufig*,
        selten*, sofort*, unverzüglich*, umgehend*, verzöger*, verzug*, frist*, innerhalb, binnen, vor, nach, vorher,
        nachher, seit, spätestens, frühestens, später, früher, sekunde*, minute*, stunde*, stündlich*, tag, tage*,
        täglich*, woche*, wöchentlich*, monat*, quartal*, jahr*, *jährig*, jährlich*, alter, alters*, älter*,
        jünger*, zwischen, ganz*, gesamt*, vollständig*, teilweise*, permanent*, vorübergehend*, befristet*,
        dauerhaft*, bald, genug, ausreichend*, überschreit*, januar, februar, märz, april, mai, juni, juli, august,
        september, oktober, november, dezember""",
    ),
    negative_prefixes="un, nicht-, nicht, in, il, miss, miß, des, ent, anti",
    abbreviations="""
        abs, art, bspw, bzw, ca, dr, d.h, evtl, ff, fr, gem, ggf, hr, inkl, max, mind, min, nr, prof, s, sog, st,
        str, tel, u.a, usw, vgl, z.b, ziff, zzgl""",
    ordinals_have_stops=True,
)
