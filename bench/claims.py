"""What a caption claims, word by word, so that it can be held against what is there."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from services.engines.local.captions.phrases import NOUNS, NUMBERS, PAINTED, SIBILANTS
from services.engines.local.objects.coco import NAMES
from services.engines.local.scenes.broad import broad_words
from services.engines.local.scenes.classes import spoken_words

_SCENES = {
    "a building": "building",
    "plants": "plants",
    "water": "water",
    "street or road": "street or road",
    "mountains": "mountains",
    "the sky": "sky",
    "a room": "room",
    "a bridge": "bridge",
    "indoors": "indoors",
    "outdoors": "outdoors",
}
_NARROWER = {
    "animal": "bear bird butterfly cat cow crocodile dog elephant fish horse insect pig sheep",
    "tool": "brush cutlery eraser fork hammer knife paintbrush pen pencil scissors spoon wrench",
    "musical instrument": "drum guitar piano violin",
    "fruit": "apple banana fruits lemon orange",
    "food": "cake candy cookies fruit fruits pizza",
    "boat or ship": "boat ship",
    "vehicle": "bicycle bus car motorcycle tractor train truck",
    "aircraft": "airplane helicopter",
    "clock or watch": "clock watch",
    "furniture": "bench chair couch desk table",
    "dish or pot": "bowl cup dishes flowerpot mug plate pot pottery vase",
    "electronic device": "camera electronics meter multimeter radio",
    "bag": "backpack handbag suitcase",
    "hat or helmet": "hat helmet",
    "landscape": "beach coast desert field hills lake mountain mountains sea valley",
    "buildings": "building city",
}
"""For broad words the narrower ones that they are true of, as the truths put it."""
_COLORS = "red|orange|yellow|green|blue|purple|pink"
_PAINTED = rf"\ban? ({_COLORS}) ({'|'.join(sorted(PAINTED))})\b"
_KINDS = re.compile(r"^(?:An? )?(photo|drawing|screenshot)\b", re.IGNORECASE)
_QUOTED = re.compile(r"“.*”")
_PEOPLE = re.compile(rf"(a|more than ten|{'|'.join(NUMBERS)}) (?:small )?(?:person|people)\b")


@dataclass(frozen=True, slots=True)
class Claims:
    """`names` are things and scenes, `around` is indoors or outdoors; `people` how many, if any."""

    kind: str | None
    names: tuple[str, ...]
    around: tuple[str, ...]
    colors: tuple[str, ...]
    people: int

    def wrong(self, kind: str, words: Collection[str], people: int | None) -> Iterator[str]:
        """Yield each claim that is not true of a picture of that `kind` in which `words` are true.

        ``a or b`` is right where a or b is. `people` is how many there are, None if uncounted.
        """
        if self.kind not in (None, kind):
            yield self.kind or ""
        for claim in (*self.names, *self.around, *self.colors):
            narrower = _NARROWER.get(claim, "").split()
            if not {claim, *claim.split(" or "), *narrower} & set(words):
                yield claim
        if people is not None and self.people > people and "person" in words:
            yield f"{self.people} people"

    @property
    def count(self) -> int:
        """Return how many claims there are."""
        return bool(self.kind) + len(self.names) + len(self.around) + len(self.colors)


def claims_of(caption: str) -> Claims:
    """Return what the local engine's `caption` claims; what it quotes from the picture is none."""
    said = _QUOTED.sub("", caption)
    kind = _KINDS.match(said)
    colors = [f"person in {color}" for color in re.findall(rf"\bin ({_COLORS})\b", said)]
    colors += [" ".join(pair) for pair in re.findall(_PAINTED, said)]
    rest = re.sub(_PAINTED, r"a \2", re.sub(rf"\bin ({_COLORS})\b", "", said))
    names = []
    for surface in sorted(_SURFACES, key=len, reverse=True):  # "hot dog" before "dog"
        rest, times = re.subn(rf"\b{re.escape(surface)}\b", "", rest)
        names += [_SURFACES[surface]] * bool(times)
    people = _PEOPLE.search(said)
    number = people[1] if people else "no"
    return Claims(
        kind=kind[1].lower() if kind else None,
        names=tuple(name for name in names if name not in ("indoors", "outdoors")),
        around=tuple(name for name in names if name in ("indoors", "outdoors")),
        colors=tuple(colors),
        people=1 if number == "a" else 11 if "more" in number else NUMBERS.index(number),
    )


_SURFACES = {
    form: name
    for name in (*NAMES, *spoken_words(), *broad_words())
    for form in NOUNS.get(name, (name, name + ("es" if name.endswith(SIBILANTS) else "s")))
} | _SCENES
