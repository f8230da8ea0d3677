"""Spanish words that can turn the meaning of a merge; it must not grow words that only look alike.

Source: compiled by hand; negative pronouns as in Universal Dependencies (PronType=Neg). Limits: `un`, `una` and `uno`
are not listed as numbers; `menor` and `mayor` count as quantities though they often mean a child and an adult.
"""

from cop_author.text.languages.lexicon import Lexicon, Words

SPANISH = Lexicon(
    code="es",
    denial=Words("no, ni, nunca, jamás, nada, nadie, ningún, ningun*, tampoco"),
    negation=Words(
        """no, ni, nunca, jamás, nada, nadie, ningún, ningun*, sin, tampoco, prohíb*, prohib*, impid*, impedi*,
        imposib*, evit*, negar*, niega*, niegu*, negad*, negó, rechaz*, rehús*, rehus*, ilegal*, ilícit*, abstén*,
        absten*, abstien*, abstuv*, dejar de, deja de, deje de, dejen de, dejan de, carec*, carez*, falta, faltan,
        faltar*, ausen*, exclu*, detén*, deten*, detien*, veda*, desactiv*, nulo, nula, cesar, cese, cesen, contrari*""",
    ),
    force=Words(
        """debo, debe, debes, debemos, debéis, deben, deba, debas, debamos, deban, deber*, debía*, debió, pued*,
        pudier*, pudo, tiene que, tienen que, tienes que, tener que, tendrá que, tendrán que, tendría* que,
        tenga que, tengan que, hay que, habrá que, ha de, han de, oblig*, exig*, exij*, requier*, requer*, requis*,
        necesari*, necesit*, preciso, recomiend*, recomend*, aconsej*, permit*, permis*, autoriz*, opcional*,
        facultativ*, voluntari*, imperativ*, imprescindib*, indispensab*, convien*, convendr*, aliente*, alienta*,
        alentar*, posib*, capaz, capaces, derecho a, impon*, impuest*""",
        patterns=(r"pod(?:er|r|emos|éis|ía|ido)\w*",),
    ),
    condition=Words(
        """si, salvo, except*, excepci*, solo, sólo, sola, solos, solas, únicamente, único, única, únicos, únicas,
        solamente, exclusiv*, sin, a menos, a no ser, siempre que, siempre y cuando, con tal, hasta, mientras,
        cuando, en caso, en cuyo caso, aunque, pero, sino, sin embargo, no obstante, pese, pesar, de lo contrario,
        en lugar, en vez, fuera de, aparte, incluso, sujet*, condici*, excluid*, limitad*""",
    ),
    number=Words(
        """cero, dos, tres, cuatro*, cinco, seis*, siete*, ocho*, nueve, nove*, diez, once, doce*, trece*, catorce,
        quince*, dieci*, veint*, trein*, cuaren*, cincuent*, sesent*, setent*, ochent*, novent*, cien, ciento*,
        centena*, centésim*, *cientos, *cientas, quinientos, quinientas, mil, miles, millón, millones, milésim*,
        por ciento, porcentaj*, mitad*, medio, media, tercio*, tercer*, cuarto, cuarta, doble*, *gésimo, *gésima,
        *ésimo, *ésima, duplic*, triple*, triplic*, primer*, segundo, segunda, quint*, sext*, séptim*, octav*,
        décim*, ambos, ambas""",
    ),
    quantity=Words(
        """todo, toda, todos, todas, cada, algún*, algun*, cualquier*, varios, varias, mucho*, mucha*, poco*, poca*,
        más, menos, mínim*, máxim*, siempre, a veces, a menudo, frecuente*, inmediat*, demor*, dilación, plazo*,
        antes, después, durante, desde, dentro, segundos, minuto*, hora, horas, día, días, diari*, semana*, semanal*,
        mes, meses, mensual*, trimestr*, año, años, anual*, edad*, mayor*, menor*, entre, supera*, supere*, exced*,
        enter*, total*, parcial*, vez, veces, tarde, pronto, temporal*, permanente*, bastante*, suficiente*,
        demasiad*, apenas, enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre,
        diciembre""",
    ),
    negative_prefixes="in, im, i, des, dis, anti, no",
    abbreviations="art, arts, sr, sra, srta, dr, dra, ud, uds, vd, núm, nº, p, pp, pág, págs, etc, ej, cap, vol, aprox, tel, ee, uu",
)
