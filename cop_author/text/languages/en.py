"""English words that can turn the meaning of a merge; it must not grow words that only look alike.

Source: compiled by hand; force after the verbal forms of the ISO/IEC Directives, Part 2, and what they are equivalent
to, the rest after the wording of the guidelines. Limits: irony, double negation and scope are not understood; `like`,
`or` and `and` are not listed; `may` is also a month.
"""

from cop_author.text.languages.lexicon import Lexicon, Words

ENGLISH = Lexicon(
    code="en",
    denial=Words("no, not, nor, neither, never, none, nobody, nothing, nowhere, cannot, *n't, dont, cant, wont"),
    negation=Words(
        """no, not, nor, neither, never, none, nobody, nothing, nowhere, cannot, *n't, dont, cant, wont, without,
        hardly, barely, scarcely, rarely, seldom, lack*, absen*, fail*, avoid*, forbid*, forbade, prohibit*, ban,
        bans, banned, banning, refus*, deny, denies, denied, denying, denial*, prevent*, stop, stops, stopped,
        stopping, refrain*, cease*, disable*, disallow*, reject*, exclud*, withhold*, illegal*, unlawful*, illicit*,
        oppos*, contrary, *-free""",
        patterns=(r"(?!(?:unless|wireless|nevertheless|regardless|nonetheless)\b)\w{3,}less(?:ly|ness)?",),
    ),
    force=Words(
        """must, shall, should, may, might, can, cannot, could, will, would, ought, need, needs, needed, needn't,
        *n't, require*, requiring, mandat*, obligat*, oblig*, compulsory, optional*, voluntar*, recommend*,
        permit*, permission*, allow*, encourag*, advis*, expected to, have to, has to, had to, is to, are to,
        supposed to, entitled, free to, discretion*, possible, impossible, able, unable, duty, duties, necessar*,
        essential*, suggest*, enforc*, strongly, liable""",
    ),
    condition=Words(
        """if, unless, except*, excepting, only, without, until, till, provided, providing, as long as, so long as,
        otherwise, whether, but, however, although, though, despite, notwithstanding, subject to, save for,
        save where, apart from, other than, instead, rather than, in case, where, wherever, when, whenever, while,
        once, solely, merely, just, exclusively, limited, alone, even if, else, either, regardless, depending,
        conditional*, condition, conditions""",
    ),
    number=Words(
        """zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, hundred*, thousand*,
        million*, billion*, dozen*, half, halves, third, thirds, quarter*, double*, triple*, twice, thrice, once,
        single, first, second, fourth, fifth*, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth, both, pair,
        couple, percent*, per cent""",
        patterns=(r"(?:twen|thir|four|for|fif|six|seven|eigh|nine)(?:ty|teen|tieth|teenth)\w*",),
    ),
    quantity=Words(
        """all, any, anyone, anybody, each, every, everyone, everybody, some, someone, several, many, much, more,
        most, few, fewer, fewest, less, least, little, enough, minim*, maxim*, up to, always, sometimes, often,
        usually, ever, immediate*, prompt*, delay*, within, before, after, during, since, later, latest, earlier,
        earliest, soon*, deadline*, seconds, minute*, hour*, day, days, daily, week, weeks, weekly, month, months,
        monthly, year, years, yearly, annual*, today, age, ages, aged, older, oldest, younger, youngest, above,
        below, between, exceed*, per, times, entire*, whole, wholly, partial*, partly, total*, temporar*,
        permanent*, january, february, march, april, june, july, august, september, october, november, december""",
    ),
    negative_prefixes="un, in, im, il, ir, non, non-, dis, mis, de, de-",
    abbreviations="""
        e.g, i.e, etc, dr, mr, mrs, ms, prof, st, no, nos, art, arts, para, paras, sec, vs, cf, ca, approx, fig,
        figs, vol, ed, eds, pp, inc, ltd, co, dept, est, jan, feb, mar, apr, jun, jul, aug, sep, sept, oct, nov, dec""",
)
