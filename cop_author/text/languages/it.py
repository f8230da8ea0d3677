"""Italian words that can turn the meaning of a merge; it must not grow words that only look alike.

Source: compiled by hand; negative pronouns as in other Romance languages of Universal Dependencies, whose Italian
treebanks file `nulla`, `niente` and `nessuno` under indefinite words. Limits: `un`, `una` and `uno` are not listed as
numbers; `minore` and `maggiore` count as quantities though they often mean a child and an adult; `va` counts as
force.
"""

from cop_author.text.languages.lexicon import Lexicon, Words

ITALIAN = Lexicon(
    code="it",
    denial=Words("non, né, mai, nulla, niente, nessun, nessun'*, nessuno, nessuna, neppure, neanche"),
    negation=Words(
        """non, no, né, mai, nulla, niente, nessun, nessun'*, nessuno, nessuna, senza, senz'*, neppure, neanche,
        nemmeno, viet*, diviet*, proib*, impedi*, imposs*, evit*, rifiut*, negar*, nega, negano, negat*, illegal*,
        illecit*, asten*, manc*, assen*, esclud*, escluso, esclusa, esclusi, escluse, smett*, cess*, interromp*,
        disattiv*, respin*, contrari*, vietat*""",
    ),
    force=Words(
        """deve, devono, devi, devo, dobbiamo, dovete, debba*, debbono, dovr*, dover*, dovev*, dovut*, può, possono,
        puoi, posso, possiamo, potete, possa*, potr*, potev*, poter*, bisogn*, occorr*, obblig*, necessari*,
        necessit*, richied*, richiest*, esig*, raccomand*, consigli*, permett*, permess*, consent*, autorizz*,
        facoltativ*, opzional*, volontari*, imperativ*, opportun*, convien*, tenuto, tenuta, tenuti, tenute, va,
        vanno, possibil*, in grado, diritto di, incoragg*, imposto, imposti, impon*, indispensabil*, prescri*""",
    ),
    condition=Words(
        """se, salvo, salva, eccett*, eccezion*, tranne, solo, sola, soli, sole, soltanto, solamente, unic*,
        esclusiv*, senza, a meno, purché, condizion*, finché, fino, quando, qualora, in caso, nel caso,
        altrimenti, ma, però, tuttavia, sebbene, benché, nonostante, malgrado, anziché, invece, piuttosto, dove,
        ove, mentre, fuorché, oltre, perfino, secondo, laddove, a seconda, limitat*""",
    ),
    number=Words(
        """zero, due, tre, quattro*, cinque*, cinquant*, sei, sette, settant*, settim*, otto, ottav*, ottant*, nove,
        nono, nona, novant*, dieci*, decim*, undic*, dodic*, tredic*, quattordic*, quindic*, sedic*, diciass*,
        diciott*, diciann*, venti*, ventun*, ventott*, trent*, quarant*, sessant*, cento*, *cento, *centi, centinai*,
        *centesim*, vent*simo, vent*sima, *milles*, *cento*, mille*, mila, *mila, milion*, miliard*, migliai*,
        per cento, percentual*, metà, mezzo, mezza, terz*, quart*, quint*, sest*, doppi*, raddoppi*, tripl*, primo,
        prima, primi, prime, secondo, seconda, entramb*, ambedue, dozzin*""",
    ),
    quantity=Words(
        """tutto, tutta, tutti, tutte, ogni, ognun*, ciascun*, alcun*, qualche, qualsiasi, qualunque, vari, varie,
        molto, molta, molti, molte, poco, poca, pochi, poche, più, meno, almeno, minim*, massim*, sempre, talvolta,
        spesso, raramente, immediat*, subito, ritard*, indugi*, entro, prima, dopo, durante, secondi, minut*, ora,
        ore, giorn*, quotidian*, settiman*, mese, mesi, mensil*, trimestr*, anno, anni, annual*, età, tra, fra,
        super*, ecced*, inferior*, maggior*, minor*, intero, intera, interi, intere, total*, parzial*, volta, volte,
        tardi, presto, temporane*, permanent*, abbastanza, sufficient*, troppo, troppa, troppi, troppe, sotto, sopra,
        gennaio, febbraio, marzo, aprile, maggio, giugno, luglio, agosto, settembre, ottobre, novembre, dicembre""",
    ),
    negative_prefixes="in, im, il, ir, non-, dis, s, anti, mal",
    abbreviations="art, artt, sig, sigg, dott, prof, ecc, es, p, pp, pag, n, nn, cfr, cap, vol, tel, fig, lett, avv, ing",
)
