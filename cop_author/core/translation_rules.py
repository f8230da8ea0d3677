"""What can be wrong with a translation: the rules, without the code that finds them."""

from cop_author.model.problem import Rule, Severity

PLACEHOLDERS = Rule(
    "C201",
    "A translation that loses, doubles or changes a placeholder",
    "A country's number or name would be missing, or a bare brace printed.",
    "Write each {placeholder} of the text, as often as the text has it, with a form only if it is declared.",
)
MARKUP = Rule(
    "C202",
    "A translation whose emphasis differs from the text's",
    "What the text stresses, the reader must see stressed; an asterisk too many is printed.",
    "Use **…** and *…* as often as the text does.",
)
LINKS = Rule(
    "C203",
    "A translation that leads elsewhere than its text",
    "A link to help must not be lost or changed on the way.",
    "Keep every target in round brackets as it is, and translate the words in square ones.",
)
CONTACTS = Rule(
    "C204",
    "A translation with another telephone number or e-mail address",
    "A child who dials it meets silence, or a stranger.",
    "Copy the number or address from the text.",
)
NUMBERS = Rule(
    "C205",
    "A translation with other numbers than its text",
    "An age, a time limit or a count that is wrong is wrong advice.",
    "Write the text's numbers, in the digits of the language. If a number is rightly a word here, waive the finding.",
)
BRACKETS = Rule(
    "C206",
    "Brackets or quotation marks that do not close",
    "The reader cannot tell where an aside ends; markup may break.",
    "Close what is opened.",
    Severity.WARNING,
)
EDGES = Rule(
    "C207",
    "Spaces or line ends at the edge of a translation that the text does not have",
    "They show as gaps, or make markup invalid.",
    "Take them away.",
)
TOO_LONG = Rule(
    "C208",
    "A translation of a title or label that is far longer than its text",
    "It may not fit its place; often it is another text's translation.",
    "Look whether it belongs here, and shorten it if it can be.",
    Severity.WARNING,
)
COPIED = Rule(
    "C209",
    "A text copied into the place of its translation",
    "The reader would be handed another language as theirs.",
    "Translate it, or empty the translation.",
)
SAME_FOR_MANY = Rule(
    "C210",
    "One translation for different texts",
    "One of them is probably another unit's.",
    "Look at both places; waive the finding where both are right.",
    Severity.WARNING,
)
TWO_WAYS = Rule(
    "C211",
    "One text translated in different ways",
    "Readers take two wordings for two things.",
    "Choose one, unless the places call for two.",
    Severity.NOTE,
)
NEGATION = Rule(
    "C212",
    "A translation that seems to lose a negation",
    "“Send” for “do not send” can hurt a child.",
    "Compare the two. Where the language says it without the word, waive the finding with that reason.",
)
DENIAL = Rule(
    "C220",
    "A translation that seems to gain a negation",
    "“Do not send” for “send” is another rule. Languages differ in what they say by denying, so this asks for a look.",
    "Compare the two; waive the finding where both say the same.",
    Severity.WARNING,
)
GLOSSARY = Rule(
    "C213",
    "A translation that does not use the term base's word",
    "One thing has one name in all guidelines.",
    "Use the wording of the term base, or add this form to it.",
    Severity.WARNING,
)
REFUSED = Rule(
    "C214",
    "A translation with wording that the term base refuses",
    "Such words blame children, or hide what was done to them.",
    "Use the wording of the term base.",
)
BIDI = Rule(
    "C215",
    "Controls of direction that do not balance",
    "The rest of the page may be read in the wrong order.",
    "Close each embedding or isolate, or better: take them away.",
)
SCRIPT = Rule(
    "C216",
    "Letters of another script",
    "A letter that only looks right breaks search and screen readers; a word in the wrong script is no translation.",
    "Type the word anew in the script of the language.",
)
PLURALS = Rule(
    "C217",
    "A translation with too few or too many plural forms",
    "Some numbers would have no words.",
    "Give one translation for each form of the language.",
)
INVISIBLE = Rule(
    "C218",
    "Invisible characters",
    "They break words for search and screen readers, and nobody can see them.",
    "Type the passage anew.",
)
WORDING = Rule(
    "C219",
    "A translation of a page's wording with other values than its text",
    "The page could not be made.",
    "Write each %(name)s of the text.",
)
