"""Words for what the ImageNet network sees: which of its 1000 labels are told, and as what.

A label is told by the word that people use, and by one that covers its likes: the network has one
label for hedgehogs and porcupines, and tells terriers apart that nobody else can. Labels are left
out that stand for a mere texture or shape (a bubble, a thimble, a nematode), or for a part of
something else (a bow tie).
"""

from collections.abc import Mapping, Sequence
from functools import cache

_KINDS = """
    bird: cock..great grey owl, black grouse..black swan, white stork..albatross
    dog: Chihuahua..Mexican hairless
    cat: tabby..Egyptian cat
    bear: brown bear..sloth bear
    cheetah or leopard: leopard..jaguar, cheetah
    fox: red fox..grey fox
    fish: tench..stingray, barracouta..puffer
    lizard: banded gecko..Komodo dragon
    crocodile or alligator: African crocodile..American alligator
    snake: thunder snake..sidewinder
    turtle: loggerhead..box turtle
    frog: bullfrog..tailed frog
    spider: black and gold garden spider..wolf spider
    butterfly or moth: admiral..lycaenid
    insect: tiger beetle..lycaenid
    monkey: guenon..squirrel monkey
    ape: orangutan..siamang
    lemur: Madagascar cat..indri
    elephant: Indian elephant..African elephant, tusker
    whale: grey whale..killer whale
    rabbit or hare: wood rabbit..Angora
    antelope: hartebeest..gazelle
    crab: Dungeness crab..king crab, hermit crab
    mushroom: mushroom, coral fungus..bolete
    zebra: zebra
    building: barn, bell cote, boathouse, castle, church, dome, library, mobile home, monastery,
        mosque, palace, planetarium, prison, stupa
    water: lakeside, seashore
"""
_NAMES = """
    penguin: king penguin
    parrot: African grey..lorikeet
    owl: great grey owl
    swan: black swan
    duck: drake..red-breasted merganser
    flamingo: flamingo
    peacock: peacock
    lion: lion
    tiger: tiger
    polar bear: ice bear
    giant panda: giant panda
    koala: koala
    kangaroo or wallaby: wallaby
    hedgehog or porcupine: porcupine
    squirrel: fox squirrel
    beaver: beaver
    pig: hog..wild boar
    hippopotamus: hippopotamus
    bison: bison
    camel: Arabian camel
    llama: llama
    ladybug: ladybug
    bee: bee
    dragonfly: dragonfly..damselfly
    starfish: starfish
    snail: snail
    scorpion: scorpion
    jellyfish: jellyfish
    clownfish: anemone fish
    goldfish: goldfish
    guitar: acoustic guitar, electric guitar
    piano: grand piano, upright
    violin: violin
    drum: drum
    balloon: balloon
    bridge: steel arch bridge, suspension bridge, viaduct
    church: church
    castle: castle
    mosque: mosque
    lighthouse: beacon
    dam: dam
    fountain: fountain
    arch: triumphal arch
    obelisk: obelisk
    volcano: volcano
    geyser: geyser
    coral reef: coral reef
    street sign: street sign
    cup of coffee: espresso
    pizza: pizza
    strawberry: strawberry
    lemon: lemon
    orange: orange
    banana: banana
    pineapple: pineapple
    flower: daisy, yellow lady's slipper
    hammer: hammer
    screwdriver: screwdriver
    teapot: teapot
    typewriter: typewriter keyboard
    tractor: tractor
    ambulance: ambulance
    fire engine: fire engine
    train: bullet train, electric locomotive, steam locomotive
    airplane: airliner, warplane
    sailing boat: schooner, yawl
    ship: container ship, liner
    office chair: barber chair
    rocking chair: rocking chair
    ball: baseball, basketball, soccer ball, tennis ball, volleyball
    accordion: accordion
    harp: harp
    saxophone: sax
    banjo: banjo
    bucket: bucket
    basket: hamper, shopping basket
    candle: candle
    pan: frying pan, wok
    mug: coffee mug
    pitcher: pitcher
    vase: vase
    pillow: pillow
    eraser: rubber eraser
    pen: ballpoint, fountain pen
    binoculars: binoculars
    hourglass: hourglass
    sundial: sundial
    parachute: parachute
    canoe: canoe
    gondola: gondola
    sports car: convertible, sports car
    radio telescope: radio telescope
    pretzel: pretzel
    ice cream: ice cream
    burger: cheeseburger
"""


ANIMALS = {
    "bird": "cock..great grey owl, black grouse..black swan, white stork..albatross",
    "cat": "tabby..cheetah",
    "dog": "Chihuahua..grey fox",
    "bear": "brown bear..sloth bear, lesser panda, giant panda",
    "elephant": "Indian elephant..African elephant, tusker",
    "zebra": "zebra",
}
"""The labels of what the object detector may call an animal, in a wide sense."""


def animals(labels: Sequence[str]) -> Mapping[str, list[int]]:
    """Return the detector's animals that the network knows as well, each with its outputs."""
    return outputs_of(
        "\n".join(f"{name}: {parts}" for name, parts in ANIMALS.items()), tuple(labels)
    )


def words(labels: Sequence[str]) -> tuple[Mapping[str, list[int]], Mapping[str, list[int]]]:
    """Return kinds of things, and names more special than those, each with its outputs.

    `labels` are the network's, in the order of its outputs; ``a..b`` is all from a to b.
    """
    return outputs_of(_KINDS, tuple(labels)), outputs_of(_NAMES, tuple(labels))


def spoken_words() -> tuple[str, ...]:
    """Return all words for things."""
    return tuple(row.split(":")[0].strip() for row in _rows(_KINDS) + _rows(_NAMES))


def _rows(table: str) -> list[str]:
    return table.replace(",\n", ",").strip().splitlines()


@cache  # both are the same for every picture
def outputs_of(table: str, labels: tuple[str, ...]) -> Mapping[str, list[int]]:
    """Return the outputs for each word of a `table` of rows such as ``cat: tabby..Egyptian cat``.

    A row may go on after a comma.
    """
    found: dict[str, list[int]] = {}
    for row in _rows(table):
        word, parts = row.split(":")
        ends = (part.strip().partition("..") for part in parts.split(","))
        ranges = [(labels.index(a), labels.index(b or a) + 1) for a, _, b in ends]
        found[word.strip()] = [number for one in ranges for number in range(*one)]
    return found
