"""French words that can turn the meaning of a merge; it must not grow words that only look alike.

Source: compiled by hand; negation as in Universal Dependencies (Polarity=Neg), but `plus` counts as a quantity.
Limits: `point` as a negation and `un` as a number are not listed, they are too common as other words; `ne` counts as
a negation in `ne … que` (only) and where it means nothing.
"""

from cop_author.text.languages.lexicon import Lexicon, Words

FRENCH = Lexicon(
    code="fr",
    denial=Words("ne, n'*, pas, ni, jamais, aucun, aucune, nul, nulle, rien"),
    negation=Words(
        """ne, n'*, pas, non, ni, jamais, aucun, aucune, aucuns, aucunes, aucunement, nul, nulle, nuls, nulles,
        nullement, rien, personne, guère, sans, interdi*, prohib*, proscri*, refus*, évit*, empêch*, cess*, illég*,
        illicite*, défendu*, défense de, faute de, absen*, abst*, exclu*, arrêt*, renonc*, manqu*, rejet*, désactiv*,
        contraire*, impossib*""",
    ),
    force=Words(
        """doit, doivent, dois, devez, devons, devr*, devoir*, dû, due, peut, peuvent, peux, pouvez, pouvons, pourr*,
        puisse*, pouvoir*, faut, faudr*, falloir, fallait, faille, convien*, conviendr*, oblig*, exig*, requis*,
        requier*, requér*, impérati*, impos*, nécessaire*, nécessit*, recommand*, autoris*, permet*, permis*,
        permett*, facultati*, optionnel*, volontaire*, souhaitable*, encourag*, conseill*, tenu, tenue, tenus,
        tenues, contraign*, contraint*, incomb*, est à, sont à, possible*, possibilité*, éventuel*, droit de,
        capable*, indispensab*""",
    ),
    condition=Words(
        """si, s'il, s'ils, sinon, sauf, except*, exception*, hormis, uniquement, seulement, seul, seule, seuls,
        seules, exclusivement, sans, à moins, à condition, condition*, pourvu, jusqu'*, jusque, tant que,
        tant qu'*, lorsque, lorsqu'*, quand, dès que, dès qu'*, mais, toutefois, cependant, néanmoins, malgré,
        bien que, bien qu'*, quoique*, réserve, en cas, au cas, autrement, plutôt, au lieu, outre, hors, même si,
        selon que, limité*""",
    ),
    number=Words(
        """zéro, deux, deuxi*, trois*, quatre*, quatri*, cinq, cinqui*, six, sixi*, sept, septi*, huit*, neuf,
        neuvi*, dix*, onze, onzi*, douz*, treiz*, quatorz*, quinz*, seiz*, vingt*, trent*, quarant*, cinquant*,
        soixant*, septant*, huitant*, octant*, nonant*, cent, cents, centi*, centaine*, mille, milli*, pour cent,
        pourcent*, moitié*, demi*, tiers, quart, quarts, doubl*, tripl*, premier*, première*, second, seconde,
        dizaine*, unième""",
    ),
    quantity=Words(
        """tout, toute, tous, toutes, chaque, chacun*, plusieurs, quelque, quelques, quiconque, quelconque*,
        certain*, beaucoup, peu, plus, moins, davantage, assez, trop, minim*, maxim*, toujours, parfois, souvent,
        rarement, immédiat*, délai*, retard*, avant, après, pendant, durant, depuis, d'ici, au plus tard,
        secondes, minute*, heure*, jour, jours, journ*, quotidien*, semaine*, hebdomadaire*, mois, mensuel*,
        trimestr*, an, ans, année*, annuel*, âge*, âgé*, entre, dépass*, excéd*, inférieur*, supérieur*, plupart,
        majorité, entier*, entière*, total*, partiel*, fois, permanent*, temporaire*, provisoire*, tard, tôt,
        aussitôt, janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre""",
    ),
    negative_prefixes="in, im, il, ir, non-, dés, dé, mal, mé, anti",
    abbreviations="art, al, cf, p, pp, m, mm, mme, mlle, dr, prof, st, ste, n, no, etc, env, ex, fig, vol, éd, chap, tél",
)
