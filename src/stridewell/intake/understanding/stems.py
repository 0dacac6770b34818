"""Words cut down to their stem, so that "aching", "aches" and "ached" are one word."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

SHORT = 3
"""Words of so many letters or fewer stay as they are."""
CONSONANTS_KEPT_DOUBLE = "lsz"

_FORMS = """
ache: aching ached aches achey achy achs
be: been being
begin: began begun begins beginning
bend: bent bends bending
bleed: bled bleeding bleeds
break: broke broken breaks breaking
bring: brought brings bringing
build: built builds building
burn: burnt burned burning burns
catch: caught catches catching catchy
come: came comes coming
cough: coughed coughing coughs
do: does did doing done
drive: drove driven driving drives
eat: ate eaten eating eats
faint: fainted fainting faints
fall: fell fallen falls falling
feel: felt feels feeling feelings
find: found finds finding
foot: feet
get: got gotten gets getting
give: given gives giving
go: goes going
grow: grew grown grows growing
hang: hung hangs hanging
hear: heard hears hearing
hurt: hurts hurting hurted
keep: kept keeps keeping
land: landed landing lands
leave: leaving leaves
lie: lying laying lay lain lies lays
limp: limping limped limps limpy
lose: lost loses losing
make: made makes making
man: men
pain: pains painful painfull painfully pained
pass: passed passes passing
pee: peeing peed pees
run: ran runs running runned
say: said says saying
see: saw seen sees seeing
shake: shook shaken shakes shaking shaky
shiver: shivery shivers shivering shivered
shoot: shoots shooting
sit: sat sits sitting
sleep: slept sleeps sleeping asleep
slide: slid slides sliding
slip: slipped slipping slips
sore: soreness sorer sorest
stab: stabs stabbing stabbed stabby
stand: stood stands standing
stick: stuck sticks sticking
stiff: stiffness stiffer stiffens stiffen stiffened stiffening
swell: swelled swollen swells swelling swelled
swing: swung swings swinging
take: took taken takes taking
tear: tore torn tears tearing
tell: told tells telling
think: thought thinks thinking
throw: threw thrown throws throwing
tight: tightness tighter tightens tighten tightened tightening
tingle: tingling tingles tingled tingly
tooth: teeth
wake: woke woken awoke waken wakes waking awake
warm: warms warmed warming warmer warmth
weak: weakness weaker weaken weakens weakened weakening
weakly: weakly
wear: wore worn wears wearing
woman: women
worse: worser
worsen: worsens worsening worsened
write: wrote written writes writing
calf: calves
half: halves
testicle: testicles testes testis
numb: numbness numbed numbs
sting: stinging stings stung
spring: springs
string: strings
thing: things
swim: swam swum swims swimming
not: dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt aint
cant: cannot cannae couldnt
centre: center centred centered central
tumour: tumor
catheter: catheters
vomit: vomiting vomited vomits
twinge: twinges twinging twingey twingy
niggle: niggles niggling niggly niggled
pinch: pinches pinching pinched pinchy
hobble: hobbling hobbled hobbles
grumble: grumbles grumbling grumbled grumbly
cripple: crippled crippling cripples
stumble: stumbled stumbling stumbles
tumble: tumbled tumbling tumbles
struggle: struggled struggling struggles
knee: knees
kneel: kneeling knelt kneels
heal: healed healing heals
""".strip()

_KEPT = """
always afterwards anything as bed being belly bias bring care chassis christmas data during
early evening everything family feed fully gas here hers his hope hundred indeed its king less
lens need note nothing nus only our oversees pelvis perhaps plane red ring sacred scare series
sheds shed site something speed spine this thus towards us was wedding yes yours pus anus lupus
sinus virus circus nervous previous serious various stress press progress address illness
fitness wellness business access process abscess bite hate coccyx across unless princess
mattress buttress undress boss loss cross gross toss bless psoas glutes gluteus maximus medius
minimus piriformis sartorius rectus iliopsoas scar star car par bar july ally ugly silly jelly
daily holy reply supply apply morning ceiling inning darling sibling sterling
"""

UNCHANGED = frozenset(_KEPT.split())
"""Words that look as if they had an ending and have none."""


def _irregular() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for line in _FORMS.splitlines():
        base, _, forms = line.partition(":")
        table[base] = base
        table.update(dict.fromkeys(forms.split(), base))
    return table


IRREGULAR: Mapping[str, str] = _irregular()


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The stem of a lower-case word without apostrophes. Stems are keys, not real words."""
    known = IRREGULAR.get(word)
    if known is not None:
        return known
    if len(word) <= SHORT or word in UNCHANGED:
        return word
    return _without_e(_without_ending(_without_plural(word)))


def _without_plural(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_ending(word: str) -> str:
    for ending, shortest in (("ing", 6), ("ed", 5), ("ly", 7)):
        if word.endswith(ending) and len(word) >= shortest:
            return (
                word if ending == "ed" and word.endswith("eed") else _single(word[: -len(ending)])
            )
    return word


def _single(word: str) -> str:
    """Without the consonant that was doubled before the ending: "stabb" → "stab"."""
    doubled = len(word) > SHORT and word[-1] == word[-2]
    if doubled and word[-1] not in CONSONANTS_KEPT_DOUBLE and word[-1] not in "aeiou":
        return word[:-1]
    return word


def _without_e(word: str) -> str:
    if word in UNCHANGED or word in IRREGULAR:
        return IRREGULAR.get(word, word)
    if len(word) > SHORT and word.endswith("e") and not word.endswith("ee"):
        return word[:-1]
    if len(word) > SHORT and word.endswith("i"):
        return f"{word[:-1]}y"
    return word
