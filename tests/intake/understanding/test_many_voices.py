"""Many voices: how signs are told and denied, and what only sounds like one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cases import KNOWLEDGE
from stories import proposals, stances
from stridewell.intake.understanding.records import Stance

SAID = """
# saddle_numbness:new
I can't feel it when I wipe
gone dead between my legs since yesterday
it's all numb down there
my undercarriage has gone to sleep and won't wake up
lost the feeling round my bum hole
my private parts are feeling numb since two days
toilet paper feels like it's on somebody else
the bit I sit on feels like it belongs to someone else
feels like I'm sitting on a wet sponge
can't tell hot from cold down below
my fanny feels like after the dentist
tingling round the back passage
when I dry myself I hardly feel the towel between my legs
numb bum and it doesn't go away when I stand
the inside of both thighs and my bottom have no sensation
my son says he can't feel his bottom
sex has gone numb, I can't feel anything
can't get it up since the weekend
I don't feel the saddle at all and my bits are numb off the bike too
my nether regions are all fuzzy and dull
the area around my anus feels dull
wiping feels strange, as if I had gloves on
deadness in my groin and genitals
strange cottony feeling between the legs
no feeling in my bum cheeks and privates
I sat on a Lego brick and didn't feel it
perineum feels numb
numbness in the vaginal area
my scrotum has no feeling
inner thighs and private area numb
# bladder_bowel:new
I can't wee properly since Monday
struggling to pee
it takes forever to get a stream going
I stand at the toilet for ages and nothing comes
peeing just comes in drips
my bladder feels full but only a trickle comes out
I keep not knowing if I've finished weeing
I have no idea when I need to go
went to the loo and nothing would come out
had to have a catheter last night
pooed my pants without noticing
number two came out without me knowing
wet my pants twice at work this week
my kid has started wetting himself
urine is passing without my knowledge
urine is not coming properly
motion is coming without control
I've been leaking wee without feeling it since Thursday
dribbling after the toilet since my back went
can't hold my water any more
I have to push on my belly to get the pee out
don't get the urge any more
haven't peed since last night and don't feel I need to
haven't been for a wee in 14 hours
bladder isn't working right
lost control of my bladder
I had an accident in bed
can't control my poo
my bowels opened without warning
had to push hard to start peeing
the flow is really weak all of a sudden
it's hard to get started when I pee
I keep leaking urine and can't stop it
can't poo and can't feel when I need to
# both_legs:new
both legs are tingling
pins and needles in both feet
it's shooting down both legs
both my legs went numb this morning
electric shocks down the two legs
my legs feel like jelly and numb
pain going to both the legs
started in the left leg and now the right one has gone numb too
now the other leg has started tingling as well
numb from the waist down
both calves have pins and needles
sciatica on both sides
tingling down the backs of both thighs
legs don't feel like mine
both feet are fizzing
weakness in both legs
shooting pains in the left and right leg
the pain goes down either leg to the feet
feet are asleep on both sides
both of my legs feel heavy and numb
# fever:yes
temp of 39
temperature was 38.4 this morning
I'm running a temperature
shivering and sweating all night
burning up
she's burning up and shaking
rigors last night
shaking so much my teeth rattled
fever since yesterday
101.5 on the thermometer
temperature going up and down around 39
spiked a temp
I've got the chills
having fever since two days
high temperature and feeling awful
shivering like mad under three duvets
# fever:ill
feel rotten
feeling proper rough
I feel like I've got flu
proper poorly
not feeling well in myself
hot and cold all day
feeling very crook
he's off his food and not himself
I feel lousy
feeling ill and achy all over
feverish
I'm sick as a dog
wiped out like with flu
feeling grotty
my daughter is floppy and off colour
# weight_bearing:cannot
can't put weight on it
can't put my foot to the floor
I can't take a step
can't walk on it at all
had to crawl to the loo
crawled up the stairs on my bum
leg just won't hold me
couldn't get off the sofa without being lifted
my husband had to carry me to the car
she won't walk on it
he won't put it to the floor
he refuses to stand
cannot bear weight
can't stand on that leg
hopping everywhere on the good leg
on crutches because I can't step on it
can't weight bear
unable to walk since morning
my little boy just sits there and won't walk
two steps and I have to stop because it won't take me
can't walk without somebody holding me up
had to be stretchered off
can't even touch the toes to the ground
leg can't take my weight
couldn't stand up on it
not able to keep the foot on ground
# weight_bearing:limp
I'm limping
walking with a limp
I hobble about
walks like a pirate
I walk like a zombie
walking like an old woman
dragging the leg a bit
he's been limping since Tuesday
my daughter has a limp
gait is off, I lurch to the side
I waddle
limpy by evening
favouring the other leg
walk lopsided
walking like a duck
can't walk normally
# trauma:fall
fell off my bike
slipped on ice and landed on my hip
came off a horse
took a tumble on the trail
went over the handlebars
landed flat on my backside
got hit by a car
was tackled and came down on my hip
tripped over the dog and landed on my side
crashed on the bike
went down hard on the tarmac
I had a fall in the shower
knocked over by a dog
took a knee to the thigh
fell downstairs
# trauma:pop
heard a pop
felt a snap in my groin
something popped in my hip
there was a crack
felt something rip
I heard a tear
it gave way with a snap
felt a twang
it went bang
heard it go
felt like somebody shot me in the back of the leg
there was a bang at the front of my hip
the hip gave a crack
heard a loud crunch
my hamstring went pop
thought I'd been hit with a stone, felt it tear
# trauma:collapse
my leg gave way at mile 20
collapsed at mile 20
leg went out from under me during the race
my leg buckled under me on the run
the leg folded
the hip gave out and I went down at 30k
leg just went during a run
I dropped like a stone at 35 km
went down mid-race when the leg gave way
leg crumpled under me
# trauma:twist
stepped in a pothole
slipped on wet leaves
twisted my hip
did the splits on mud
my foot slid away
misjudged a kerb
stumbled on a root
caught my foot on a root
rolled my ankle and jarred the hip
foot went down a rabbit hole
one awkward sidestep
# testicular_pain:new
sudden ball ache
my left ball hurts like hell
one nut higher than the other and really sore
pain in my right nut out of nowhere
it hurts in my balls
testicle pain came on suddenly an hour ago
my nuts are in agony
the pain sits in the... ball
his testicle is swollen and red
my son says his willy and balls hurt
scrotum is swollen and tender
sore testicle since this morning
groin pain and my testicle is sore
one ball has gone up and is killing
like a kick in the nuts
sudden terrible pain on one side of scrotum
# testicular_pain:ache
dull ache in my testicle for weeks
now and then the testicle aches after a run
a dragging testicle for months
dull ache in the nuts for weeks
testicle aches a bit now and then
my left nut has been a bit achy on and off for months
# pregnancy:possible
I'm two weeks late
my period is late
period hasn't come, should have been last week
could be pregnant
might be pregnant
we're trying for a baby
there's a chance I'm pregnant
test was positive
got two lines on the test
missed my last period
ten days overdue
my monthly is late
haven't come on this month
condom split last month
in the middle of IVF
# pregnancy:early
I'm 8 weeks pregnant
7 weeks gone
just found out I'm pregnant
first trimester
about ten weeks along
# pregnancy:late
31 weeks gone
I'm 28 weeks pregnant
in my third trimester
34 weeks along
due in three weeks
eight months gone
# pregnancy:birth_6w
had a baby three weeks ago
four weeks post c-section
gave birth a month ago
4 weeks postpartum
had my son 12 days ago
# pregnancy:birth_12w
9 weeks since baby
10 weeks postpartum
my baby is 9 weeks old
# pregnancy:birth_year
six months postpartum
my baby is 7 months old
gave birth eight months ago
# leg_strength:one
my leg has gone weak
calf has no power
can't go on tiptoe on that side
can't push off with that foot
leg has no strength since Monday
one foot is weaker than the other
can't stand on my toes on the left
leg feels like it doesn't belong to me and is weak
my leg keeps giving out
can't do a single heel raise on that side
left leg weakness
no strength in the calf
leg has lost its strength
my thigh feels weak when I climb
leg is not having power
# leg_strength:worsening
leg is getting weaker
weaker every day
weakness is spreading up the leg
losing more strength each day
# leg_strength:foot_drop
my foot flops when I walk
foot slaps on the ground
can't pull my toes up
foot drop
can't lift the front of my foot
catch my toes on every step
I clip my toes on stairs
toes keep scuffing the pavement
foot goes flap flap
flap flap on the floor with each step
can't walk on my heel on that side
I trip over my own foot
my foot drags
foot won't lift
ankle won't pull up
my slipper keeps falling off because I can't lift the foot
big toe won't come up
# leg_strength:both
both legs are weak
my legs give way
legs keep buckling under me
my legs won't hold me up
can't get my legs to work
legs gone to jelly and weak
# leg_strength:buckling
my knee keeps buckling
knee gives way on the stairs
front of my thigh is numb and the knee buckles
knee folds under me
# leg_strength:effort
leg goes weak on hard climbs and is fine minutes after stopping
when I ride hard the leg loses power, I stop and two minutes later it's normal
leg goes dead at race pace, gone after a minute's rest
# emergency_signs:breathless
I can't get my breath
out of breath walking to the kitchen
winded after a few stairs
out of puff when talking
suddenly very breathless
winded just tying my shoes
short of breath climbing stairs at home
breathing is difficult since last night
can't breathe properly
struggling for breath
gasping walking to the loo
breathless at rest
# emergency_signs:chest_pain
pain in my chest
stitch under the ribs when I breathe in
a stab in the side on a deep breath
chest feels tight
hurts to take a deep breath
stabbing in my side when I breathe
my chest hurts
pain in the ribs on breathing in
heavy feeling in the chest
# emergency_signs:coughing_blood
coughed up some blood
blood in my spit
coughing up pink stuff
spat out blood this morning
streaks of blood in the phlegm
# emergency_signs:faint
I fainted
passed out in the shower
blacked out for a second
collapsed in the kitchen
keeled over at work
nearly passed out on the bus
went all woozy
came over all faint
felt like I would faint
turned a funny colour and had to lie down
cold sweat, almost went down
everything went black
found myself on the floor
held on to the wall, went grey
# emergency_signs:palpitations
my heart is racing
heart going like mad just sitting
heart pounding at rest
fluttering in my chest
pulse is 120 sitting down
heart is beating all over the place
heart keeps missing beats
# emergency_signs:cold_leg
my leg is cold and pale
foot has gone white and icy
toes gone white and icy
leg has turned blue
my foot is ice cold and I can't feel it
toes are blue
the whole leg is stone cold
foot looks grey and feels cold
no pulse in the foot
leg suddenly went cold and numb
# emergency_signs:deformed
one leg is shorter
my foot is turned out and I can't turn it back
the leg is lying at a funny angle
leg looks wrong, it's twisted outwards
hip is out of its socket
the leg is lying turned outwards
the leg looks shorter than the other
bone is sticking out
# emergency_signs:tearing
tearing pain in my back
sudden ripping in the small of the back
felt like something tore in my belly
ripping pain through to my back
worst pain of my life in the back, came like a tear
# emergency_signs:pulsing_belly
I can feel my heart beating in my belly
belly is thumping
pulse in my tummy
throbbing lump in my belly
my tummy has its own heartbeat
stomach is pulsating
tummy jumps with each heartbeat
a thumping in the stomach
# emergency_signs:dark_urine
coke coloured pee
my wee is brown
my pee is brown
pee looks like tea
urine has gone very dark
pissing Pepsi
my urine is black
wee the colour of coffee
peeing cola
pee like Guinness
urine is coming brown
pee's dark as stout
# emergency_signs:tense_muscle
my thigh is swollen hard as wood
quads swollen and rock hard after squats
calf is solid and about to burst, toes going numb
my thighs swelled up hard
quads like concrete and swollen
thighs like balloons
muscle is swollen and shiny
arms and legs swollen after crossfit and can't bend them
# emergency_signs:small_movements
the tiniest movement kills
can't bear anyone moving the leg
any move of the leg in bed makes him shout
screams when I change his nappy
shrieks when you shift his leg
any little movement of the hip is unbearable
can't move the hip a centimetre without screaming
cries when we touch his leg
won't let us move the leg
even the blanket hurts
# belly_signs:one_sided
pain low on the right side of my belly
ache low down on the left of my tummy
pain in the right lower abdomen
pain low on the left for a day
pain in my right ovary area
right side low tummy pain
# belly_signs:severe
belly hard as a board
worst stomach ache of my life
doubled over with belly pain
my tummy is rock hard and agony
severe abdominal pain
can't stand up straight for the belly pain
belly so sore I can't touch it
# belly_signs:jolt
every bump in the road hurts my belly
hurts in my belly when I jump
the speed bumps were agony
coughing hurts low in the belly
# belly_signs:vomiting
can't keep anything down
throwing up all night
sick three times today
been sick five times
vomiting
brought up everything I ate
puking my guts up
keep being sick
can't stop puking
# belly_signs:bleeding
spotting
bleeding between periods
some pink when I wiped
bit of blood in my knickers
bleeding when I shouldn't be
a bit of brown discharge
some bleeding from down below
# belly_signs:shoulder_tip
pain at the tip of my shoulder
shoulder tip hurts
my shoulder aches weirdly on top
# belly_signs:lump
lump in my groin
a marble comes out in the groin
bulge in the groin when I cough
a bump in my groin that I can push back
something pops out in the groin when I stand
walnut in the groin
swelling in my groin that goes when I lie down
# belly_signs:lump_stuck
lump won't push back in
bulge won't go back
it's hard and won't go back in any more
the lump is rock hard
the lump used to slip back but now it's stuck and sore
can't get it to go back in
swelling in the groin, now hard and sore, and it won't go down
my hernia is hard and I can't push it in
# belly_signs:testicle_sign
lump on my testicle
a hard knot on the testicle
found a pea on my ball
one testicle is bigger
blood in my cum
bag of worms in the scrotum
my nut feels hard and lumpy
# belly_signs:flank_waves
pain comes in waves from the flank to the groin
loin to groin pain
waves of pain in the left flank
side of the back round to the groin in waves
can't find a position, pain in the flank
# belly_signs:blood_urine
blood in my pee
wee is pink
wee looks pink
pee was red
passing blood
blood when I wee
there was blood in the toilet after a wee
# belly_signs:burning_urine
burns when I pee
stings to wee
weeing razor blades
burning when I pass water
peeing every ten minutes and it stings
I think I've got a UTI
# leg_swelling:swollen
calf is swollen
one leg is bigger than the other
calf like a balloon
calf's up like a balloon
my left leg is fat
my right leg is looking bigger than the other leg
leg is puffy and hot
whole leg has swollen up
ankle and calf swelled up on one side
calf is hot and red
my wife says that calf is fatter
wife noticed my leg is swollen
the calf is 3 cm more than the other
thigh is bigger on the bad side
trousers tight on one leg
calf tender and warm
leg has blown up
swelling is there in left leg
tape measure says 3 cm more on the left calf
# leg_swelling:heavy
leg feels heavy and full
leg feels like it will burst, better with it up
leg feels like lead and aches
# leg_swelling:hot_joint
my knee is red hot and swollen
hip is hot to touch and red
ankle blew up hot and red
# wellbeing:self_harm
I want to kill myself
feel like ending it
don't want to be here any more
everyone would be better off without me
I've been having suicidal thoughts
wish I didn't wake up
don't see the point any more
can't see a way out and want it all to stop
I've been cutting myself
hope I don't wake up
I have thoughts of hurting myself
life is not worth it
# wellbeing:eating
I make myself throw up
I've stopped eating properly because I'm scared of getting fat
I'm anorexic
bingeing and purging again
only eat 600 calories a day
can't stop counting calories
I hide my food
# wellbeing:low_weight
my BMI is 16
I'm just skin and bone
I'm severely underweight
everyone says I'm way too thin
# whole_body:sweats
wake up drenched in sweat
soaking the sheets every night
night sweats
have to change my pyjamas because of sweat
sweating at night
# whole_body:weight
lost a stone without trying
losing weight and I don't know why
weight is dropping off me
belt two holes tighter and not dieting
80 to 71 kg without trying
clothes hanging off me
lost 5 kilos without dieting
# whole_body:lump
hard lump on my thigh bone
a firm swelling on the bone that's growing
lump deep in my thigh, hard
# whole_body:tired
exhausted for weeks
so tired all the time
no energy for two months
I'm knackered all the time for no reason
fatigue like never before
# whole_body:band
pain like a belt round my chest
a tight band around my ribs
band of pain round my tummy and back
# health:cancer
I had breast cancer ten years ago
had the big C
cancer survivor
had a melanoma removed
had chemo in 2019
# health:immune
I take methotrexate
I'm immunosuppressed
on biologics for arthritis
I had a kidney transplant
# health:infection
a boil last week
had a tooth abscess
just finished antibiotics for an infected toe
had surgery three weeks ago
an operation two weeks ago
cut on my shin got infected
four weeks post c-section
# health:thinner
I'm on blood thinners
on apixaban
taking warfarin
# health:injecting
I inject drugs
I used to use heroin, last month again
# health:aneurysm
I have a known aneurysm
they're watching a triple A
I have Marfan
# health:diabetes
I'm diabetic
type 2 diabetes
sugar patient since ten years
# clot_risks:yes
flew back from Sydney last week
nine hours on a bus
on the pill
had a clot in my leg in 2018
leg was in plaster until last month
had an operation last month
DVT five years ago
long drive of nine hours
factor V Leiden
four weeks post c-section
# bone_health:stress_fracture
stress fracture of the shin
I had a stress fracture in my foot
# bone_health:stress_fractures
I've had three stress fractures
# bone_health:low_density
I have osteoporosis
thinning bones
my bones are thin
# bone_health:bone_medicine
on alendronic acid
weekly bone tablet
# bone_health:low_energy
I'm not eating enough for my training
I eat very little and run a lot
# periods:absent
no periods since spring
haven't had a period in six months
my periods stopped
lost my period last year
period has gone missing since summer
# periods:menopause
since the change
post-menopausal
I'm on HRT
"""
DENIED = """
# saddle_numbness
no numbness down there
nothing numb between my legs
everything feels normal down below
sensation normal when I wipe
can feel everything downstairs as usual
feeling around my bum is normal
private parts feel normal
no numb bum
no saddle numbness or tingling
I can feel the toilet paper fine
# bladder_bowel
weeing fine
peeing OK
plumbing all normal
toilet normal
no trouble with bladder or bowels
waterworks ok
can pee and poo
going to the loo fine
bladder works
I pee and poo as usual
no problems going to the toilet
loo all normal
urine and motion are normal
wee is normal
# both_legs
no leg pain
other leg is fine
it's only in the one leg
nothing in the legs
legs are fine
# fever
no temperature
not ill at all
no fever, no chills
feel well in myself
not crook
otherwise I'm as fit as a flea
temp is 36.7
feeling fine in myself
fit and well otherwise
not been ill
no temp
feel great otherwise
don't have fever
# weight_bearing
walking is no bother
I walk fine
walk all day no bother
can walk normally
no limping
walking ok
not limping at all
walk straight
walk is normal
walking around is no trouble
# trauma
no fall
no injury
didn't fall or twist anything
nobody kicked me
no accident that I know of
nothing happened, no fall, no pop
# testicular_pain
balls are fine
no pain in the testicles
nothing wrong with my balls
testicles feel normal
no testicle pain
# pregnancy
not pregnant
no chance of being pregnant
negative test
period came on Monday
period came on time
can't be pregnant, had my tubes tied
I've had a hysterectomy
definitely not expecting
# leg_strength
no weakness
strength is fine
can walk on toes and heels
legs are strong
no foot drop
no weakness in the leg
power is normal
walk on toes and heels
# emergency_signs
no chest pain or breathlessness
breathing normal
not short of breath
no chest trouble
no fainting
haven't passed out
heart is fine
# belly_signs
no hernia
no lump in the groin
tummy is fine
no bleeding
not been sick
no blood in the urine
no belly pain
no burning when I pee
# leg_swelling
no swelling
legs are the same size
legs look identical
leg's not swollen
calf isn't swollen or hot
legs look the same
nothing swollen
# wellbeing
no thoughts of harming myself
not suicidal
I would never hurt myself
no eating problems
# whole_body
no night sweats
no weight loss
weight is stable
no lumps
# health
never had cancer
no diabetes
not on blood thinners
no history of cancer
# clot_risks
no long flights
not on the pill
no flights, no surgery
never had a clot
no long journeys
"""
SILENT = """
The outer side of my thigh is numb in tight jeans.
My left foot tingles when I sit on it.
Stairs are killing me.
I nearly died on that hill.
I had a dead leg from football years ago.
My legs were shot after the race.
Only my ego is swollen.
My mate had a clot in his leg.
I'm worried it might be cancer.
I get cramp in my calf at night.
It hurts so I wouldn't walk back from the pub.
Both legs are stiff after the marathon.
I broke my ankle in 1998 falling off a ladder.
I had a fever last year with covid.
What if I lose control of my bladder?
The leaflet says watch for numbness in the saddle area.
My legs were like jelly after the race.
I was gasping by the finish like everybody.
My heart was pounding on the start line.
Felt sick with nerves before the race.
I was shivering after the swim.
The doctor asked if I had any numbness down below and I said no.
My sister had breast cancer.
I could murder a beer.
My dad collapsed at his race.
Running down hills hurts my hip.
It doesn't wake me up at night.
Walk on my heels hurts the shin.
My aunt thinks I dislocated it.
It was 38 degrees in Dubai when I ran.
Feel 100% otherwise.
I'm not trying to lose any time over it.
The pain sits above my tackle.
It burns like hell on hills.
I ran out of breath on the hill reps like always.
My calf is tight and sore from hill sprints.
I can't walk past a bakery.
I fell in love with running.
I fell asleep on the sofa.
I popped to the shops.
My hip pops when I swing it, no pain.
Cracked my knuckles.
I kicked a ball about with my kids.
I squeeze a ball between my knees and it hurts.
The ball of my foot is sore.
I rolled a lacrosse ball on my glute.
A friend of mine lost feeling in her bum and needed surgery.
If I got numb down there I would go to A&E.
I dread peeing in the night because getting out of bed hurts.
I have to get up for a pee twice a night because of the pain waking me.
My back is killing me.
I passed 20 runners.
I passed out the water bottles.
The race was a cold one and my legs were cold at the start.
My legs get cold in winter.
My feet were cold and wet all race.
I was hit by the news.
My period is due next week.
I'm late for training.
Late period of the match I pulled up.
My training is two weeks late.
I had kids 20 years ago.
My neighbour is pregnant.
I was pregnant ten years ago.
My shoulder is sore from swimming.
I dropped 5 minutes off my PB.
I lost weight on purpose for the race.
I lost 8 kg with a diet and feel great.
I've been tired for a few days after the race.
I sweat a lot on runs at night.
My skin is dry, a bit of rash from the shorts.
I have a lump of scar tissue.
My wife says I'm a pain in the backside.
My coach thinks it's a stress fracture.
The physio ruled out a hernia.
I'm dying to run again.
This injury makes me want to scream.
I'm so done with this hip.
I'd kill to run London.
I can't live with this tight hamstring at work.
My tight hip flexor feels dead after sitting.
Legs feel heavy after the long run.
My legs feel like lead in the last miles.
I was out of action with flu in January.
I drink diet coke.
My pee is clear.
I love black coffee.
The hip aches after a bumpy bike ride.
My belly is full after dinner.
I have a pot belly.
I need the toilet before every race.
Mum worries about appendicitis.
Hernia in my dad's family.
I had my appendix out as a kid.
I would rather crawl than miss the race.
It crawls along and never gets better.
My weak glutes are the problem, says physio.
My ankle is weak from old sprains.
The foot strikes the ground hard and slaps on downhills when I'm tired.
I can't lift my leg high without pain in the groin.
My running shoes are dead.
I collapsed on the sofa after the marathon.
My season went down the pan.
I went down a size in shoes.
I have a stitch under my ribs when running fast.
Chest day at the gym was fine.
Knees to chest stretch helps.
My back is burning after gardening.
The tear in my hamstring healed years ago.
I feel a pull low on the right of the groin when I sprint.
It feels like being kicked by a horse on hills.
"""


def _listed(text: str) -> Iterator[tuple[str, str]]:
    key = ""
    for line in text.strip().splitlines():
        if line.startswith("# "):
            key = line.removeprefix("# ")
        else:
            yield key, line


@pytest.mark.parametrize(("sign", "text"), list(_listed(SAID)))
def test_a_sign_is_caught_however_it_is_told(sign: str, text: str) -> None:
    question, option = sign.split(":")
    found = stances(text, question, option) | (stances(text, question) & {Stance.NOT_SURE})
    assert found & {Stance.PRESENT, Stance.NOT_SURE}


@pytest.mark.parametrize(("question", "text"), list(_listed(DENIED)))
def test_a_denial_is_a_no_however_it_is_told(question: str, text: str) -> None:
    assert stances(text, question) == {Stance.ABSENT}


MINOR = {("trauma", "twist"), ("trauma", "sprint"), ("trauma", "lift")}
"""Events that are no sign by themselves."""


@pytest.mark.parametrize("text", SILENT.strip().splitlines())
def test_what_only_sounds_like_a_sign_is_none(text: str) -> None:
    told = {
        (p.question, p.option)
        for p in proposals(text)
        if p.state is not Stance.ABSENT
        and (KNOWLEDGE.questions[p.question].section == "safety" or p.question == "whole_body")
    }
    assert told <= MINOR


@pytest.mark.parametrize(
    ("text", "question", "option"),
    [
        ("No numbness.", "saddle_numbness", "no"),
        ("No numbness in the foot.", "saddle_numbness", "no"),
        ("No tingling.", "both_legs", "no"),
        ("My bowels are fine.", "bladder_bowel", "no"),
        ("No sweats.", "fever", "no"),
        ("No fall.", "trauma", "none"),
        ("My tummy is fine.", "belly_signs", "none"),
        ("No lump.", "whole_body", "none"),
        ("No weight loss.", "whole_body", "none"),
        ("Breathing is normal.", "emergency_signs", "none"),
        ("My heart is fine.", "emergency_signs", "none"),
        ("No swelling.", "leg_swelling", "none"),
        ("I can stand on tiptoe.", "leg_strength", "none"),
    ],
)
def test_a_denial_of_one_thing_closes_no_other(text: str, question: str, option: str) -> None:
    assert not stances(text, question, option)


@pytest.mark.parametrize(
    "text",
    [
        "My wife says the calf is swollen.",
        "Mum thinks the leg looks swollen.",
    ],
)
def test_what_others_see_counts(text: str) -> None:
    assert stances(text, "leg_swelling", "swollen") == {Stance.PRESENT}


@pytest.mark.parametrize(
    "text",
    [
        "My wife says her calf is swollen.",
        "My mate had a swollen calf.",
        "A friend of mine lost the feeling in her bum.",
        "My dad collapsed at a race.",
        "If my calf ever swelled I would go.",
        "My calf was swollen in 1998.",
    ],
)
def test_what_is_said_of_others_or_of_other_times_does_not(text: str) -> None:
    for question in ("leg_swelling", "saddle_numbness", "emergency_signs"):
        assert not stances(text, question)


def test_help_from_others_is_about_the_runner() -> None:
    assert stances("My husband had to carry me.", "weight_bearing", "cannot") == {Stance.PRESENT}


def test_a_question_that_is_answered_with_no_is_a_no() -> None:
    assert stances("Blacked out? No, just tired.", "emergency_signs") == {Stance.ABSENT}


@pytest.mark.parametrize(
    "text", ["38 degrees in the shade and I ran.", "I feel 100% and have no fever."]
)
def test_other_degrees_are_no_fever(text: str) -> None:
    assert Stance.PRESENT not in stances(text, "fever")


@pytest.mark.parametrize(
    ("text", "option"), [("31 weeks gone.", "late"), ("I'm 9 weeks gone.", "early")]
)
def test_weeks_gone_are_weeks_of_a_pregnancy(text: str, option: str) -> None:
    assert stances(text, "pregnancy", option) == {Stance.PRESENT}


def test_weeks_that_went_by_are_no_pregnancy() -> None:
    assert not stances("Three weeks gone by and it still hurts.", "pregnancy")


def test_dots_in_a_sentence_do_not_end_it() -> None:
    assert stances("The pain is in the... ball.", "testicular_pain", "new") == {Stance.PRESENT}
