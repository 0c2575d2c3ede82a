"""The scene every test starts from: two people in a street under a landmark."""

from doubles.azure_service.scene import (
    Caption,
    Category,
    Face,
    Landmark,
    Line,
    Person,
    Region,
    Scene,
    Tag,
    Thing,
)

STREET = Scene(
    captions=(
        Caption("Robin Example walking below the Space Needle", 0.6231, "Celebrities"),
        Caption("two people walking on a street", 0.5482),
        Caption("a street with a tower behind it", 0.4127),
    ),
    description_tags=("outdoor", "person", "street", "tower", "sign"),
    tags=(
        Tag("outdoor", 0.9921),
        Tag("person", 0.9817),
        Tag("street", 0.9402),
        Tag("tower", 0.8816),
        Tag("pigeon", 0.5127, hint="animal"),
    ),
    categories=(
        Category("outdoor_street", 0.5976),
        Category("people_group", 0.2148),
        Category("building_", 0.0039),
    ),
    objects=(
        Thing("bicycle", 0.812, (0.02, 0.55, 0.22, 0.4), (Tag("Land vehicle", 0.83),)),
        Thing("person", 0.953, (0.3, 0.2, 0.18, 0.75)),
        Thing("pigeon", 0.534, (0.84, 0.84, 0.1, 0.12), (Tag("bird", 0.77), Tag("animal", 0.912))),
    ),
    brands=(Region("Contoso", 0.741, (0.58, 0.1, 0.14, 0.06)),),
    people=(
        Person(0.9471, (0.3, 0.2, 0.18, 0.75)),
        Person(0.8803, (0.55, 0.24, 0.17, 0.72)),
        Person(0.0017, (0.95, 0.4, 0.04, 0.5)),
    ),
    faces=(
        Face(
            (0.57, 0.26, 0.11, 0.13), glasses="ReadingGlasses", accessories=(Tag("glasses", 1.0),)
        ),
        Face((0.33, 0.22, 0.12, 0.14), age=44, gender="Male", mask=("faceMask", True)),
    ),
    celebrities=(Region("Robin Example", 0.9876, (0.33, 0.22, 0.12, 0.14)),),
    landmarks=(Landmark("Space Needle", 0.9769),),
    dense_captions=(
        Region("a person with a bicycle", 0.7812, (0.02, 0.2, 0.46, 0.75)),
        Region("a sign above a door", 0.7204, (0.5, 0.05, 0.4, 0.14)),
    ),
    lines=(
        Line("GLIMPSE COFFEE", (0.52, 0.06, 0.36, 0.06), region=0),
        Line("open until late", (0.52, 0.14, 0.3, 0.05), handwritten=True, region=0),
        Line("Calle Mayor 12", (0.06, 0.4, 0.3, 0.05), 0.964, language="es", region=1),
    ),
    area_of_interest=(0.3, 0.05, 0.6, 0.9),
    translations={
        "es": {
            "two people walking on a street": "dos personas caminando por una calle",
            "street": "calle",
            "person": "persona",
        },
        "ja": {"person": "人", "street": "通り", "people_group": "人_グループ"},
        "pt": {"person": "pessoa", "Space Needle": "Space Needle (torre)"},
        "zh": {"person": "人员", "outdoor": "户外", "outdoor_street": "室外_街道"},
    },
)
