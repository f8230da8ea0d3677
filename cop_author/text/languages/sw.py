"""Swahili words that can turn the meaning of a merge; it must not take a noun for a negated verb where it knows better.

Source: the negative subject prefixes of all noun classes (si-, hu-, ha-, hatu-, ham-, hawa-, hau-, hai-, hali-,
haya-, haki-, havi-, hazi-, haku-, hapa-, hamu-), the negative subjunctive and relative in -si-, the conditional in
-sipo- and the infinitive in kuto-, as school grammars teach them; the rest compiled by hand. Limits: verbs are known
by their form, so that nouns which look alike are named as exceptions; the third person ha- and the second hu- are
found before a negative tense or the ending -i only; the conditional tense -ki- (if) is not told from other forms.
"""

from cop_author.text.languages.lexicon import Lexicon, Words

_NOT_HA = r"""(?!(?:hatua\w*|hamu|hamsini|hamasa\w*|hamasish\w*|hawa|haya|hayo|hao|hawajambo|hazina|haki|hakika|hakikish\w*|hakiki\w*
    |hakimu|hakimiliki|haiba|hali|halisi|halijoto|halmashauri|halali\w*|halafu|hapa|hapo|hata|hatari|hatarish\w*|hati|hadi|hadhi
    |hadithi|habari|haraka|hasi|hasa|hasara|huru|huzuni|hukumu\w*|huku|huko|husika|hutoa|hushughulikia)\b)"""
_NOT_SI = r"""(?!(?:siku|sikukuu|simu|siri|sirini|sisi|sita|sitini|sifa|sikia|sikiliza\w*|siasa|sindano|silaha|simulizi|simulia
    |sisitiza\w*|sikitika|sikitisha|simama\w*|simamia\w*|siki|sikio|sifuri|sinema)\b)"""
_NOT_INNER = r"""(?!(?:usiku|msichana|wasichana|msingi|msimbo|msimamizi|wasimamizi|usimamizi|usikivu|usikilizaji|msikilizaji
    |wasikilizaji|wasiliana\w*|wasiliane|wasilisha\w*|wasilishe|usiri|asili\w*|kisiasa|kisiwa|kisima|visiwa|visima|wasiwasi|wasifu
    |usimbaji|usingizi|msiba|msikiti|msimu|usindikaji|kisichana|msimamo|wasia|usia)\b)"""


def _one_line(expression: str) -> str:
    return "".join(expression.split())


SWAHILI = Lexicon(
    code="sw",
    denial=Words("si, sio, siyo, hakuna, wala, kamwe"),
    negation=Words(
        """si, sio, siyo, sivyo, hapana, hakuna, hamna, hana, hana*, hawana, hatuna, huna, sina, haina, hazina*,
        halina, hayana, hauna, bila, pasipo, pasina, kamwe, wala, marufuku, haramu, kinyume, *kataz*, *kataa*,
        *katal*, *epuk*, *epush*, *zuia*, *zuiw*, *zuie*, *zuil*, *komesh*, ukosefu, *kosekan*, *acha, *ache,
        *acheni, zima, kuzima, zizime, izime, batili, *kanusha*, *kanushe*""",
        patterns=(
            _one_line(_NOT_HA + r"(?:hatu|ham|hawa|hai|hazi|haya|haki|havi|hau|hali|haku|hapa|hamu)\w{3,}"),
            _one_line(_NOT_HA + r"h[au](?:\w{2,}i|(?:ku|ja|ta|nge|ngali)\w{2,})"),
            _one_line(_NOT_SI + r"si(?:\w{2,}i|(?:ku|ja|ta|nge|ngali)\w{2,})"),
            _one_line(_NOT_INNER + r"(?:ni|u|a|tu|m|wa|i|zi|ya|ki|vi|li|pa|mu)si\w{3,}"),
            r"\w{1,3}si(?:ye|yo|o|lo|cho|vyo|zo|po|ko|mo)\w*",
            r"ha(?:i|ki|ku|li|m|pa|tu|u|vi|wa|ya|yu|zi)(?:ko|po|mo)",
            r"kuto(?!(?:a|ka|lewa|lea|sha|kea|kana|kanana|roka|komeza|komezwa|za|zwa|ngoza|ngozwa|boa|fautiana)\b)\w{2,}",
        ),
    ),
    force=Words(
        """lazima, sharti, shurti, budi, *pasw*, *pasa, *stahil*, inafaa, yafaa, unafaa, wanafaa, *faa, *takiw*,
        *hitaj*, *ruhus*, *lazimi*, lazimu, *lazimu, hiari, *pendekez*, *shauri*, wajibu, *wajib*, jukumu, majukumu,
        huenda, labda, bora, afadhali, inabidi, *bidi, idhini, *idhin*, vyema, *himiz*, *himizw*, shuruti,
        *shurutish*""",
        patterns=(r"(?!(?:mwezi|mwezini)\b)\w*wez\w*",),
    ),
    condition=Words(
        """ikiwa, kama, iwapo, endapo, isipokuwa, ispokuwa, ila, tu, pekee, peke, bila, hadi, mpaka, lakini, ingawa,
        ijapokuwa, hata, badala, vinginevyo, la sivyo, mradi, sharti, masharti, wakati, pale, ambapo, pasipo,
        kuliko, bali, mbali, tofauti, iwe, kutegemea, *tegemea, licha, isipo*, *sipo*""",
    ),
    number=Words(
        """sifuri, sita, saba, tisa, kumi, ishirini, thelathini, arobaini, arubaini, hamsini, sitini, sabini,
        themanini, tisini, mia, elfu, maelfu, laki, milioni, mamilioni, bilioni, nusu, robo, theluthi, kwanza,
        pili, asilimia, mara, maradufu, dazeni""",
        patterns=(r"(?:m|wa|ma|vi|ki|mi|i)?(?:moja|mbili|wili|tatu|nne|tano|nane)",),
    ),
    quantity=Words(
        """kila, yeyote, yoyote, wowote, zozote, chochote, vyovyote, lolote, popote, baadhi, wengi, nyingi, mengi,
        vingi, mingi, wachache, chache, machache, vichache, angalau, zaidi, chini, kiwango, kima, daima, haraka,
        papo, *chelew*, ndani, kabla, baada, tangu, sekunde, dakika, saa, siku, wiki, mwezi, miezi, mwaka, miaka,
        umri, kati, *zidi*, muda, kipindi, tarehe, *pungu*, sehemu, nzima, kamili, kudumu, *kamilifu, ghafla, mapema""",
        patterns=(r"(?:w|y|z|vy|l|k|p|ch|m|s)ote",),
    ),
    abbreviations="n.k, k.m, k.v, bw, bi, dkt, prof, uk, taz",
)
