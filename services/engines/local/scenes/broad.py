"""Broad words, for where no narrow one is certain: a tool, where it may be a hammer or a hatchet.

A network that hesitates between labels of one sort is still sure of the sort, so their shares are
added. What the object detector knows by itself - screens, telephones - is in no sort here: drawn
windows and icons look like it.
"""

from collections.abc import Mapping, Sequence

from services.engines.local.scenes.classes import outputs_of
from services.engines.local.scenes.places import FAMILIES, numbers_of

_THINGS = """
    animal: tench..puffer
    tool: can opener, carpenter's kit, chain saw, cleaver, corkscrew, file, hammer, hatchet, hook,
        ladle, letter opener, nail, paintbrush, pick, plane, plunger, power drill, rule, screw,
        screwdriver, shovel, slide rule, spatula, strainer, whistle, wooden spoon, broom
    musical instrument: accordion, acoustic guitar, banjo, bassoon, cello, chime, cornet, drum,
        electric guitar, flute, French horn, gong, grand piano, harmonica, harp, maraca, marimba,
        oboe, ocarina, organ, panpipe, sax, steel drum, trombone, upright, violin
    fruit: Granny Smith..pomegranate
    vegetable: head cabbage..cardoon
    food: guacamole..pomegranate, carbonara..burrito
    flower: rapeseed..yellow lady's slipper
    boat or ship: aircraft carrier, canoe, catamaran, container ship, fireboat, gondola, lifeboat,
        liner, paddlewheel, pirate, schooner, speedboat, submarine, trimaran, yawl
    vehicle: ambulance, amphibian, beach wagon, bicycle-built-for-two, bullet train, cab,
        convertible, electric locomotive, fire engine, forklift, freight car, garbage truck,
        go-kart, golfcart, half track, harvester, horse cart, jeep, jinrikisha, lawn mower,
        limousine, minibus, minivan, Model T, moped, motor scooter, mountain bike, moving van,
        oxcart, passenger car, pickup, police van, racer, recreational vehicle, school bus,
        snowmobile, snowplow, sports car, steam locomotive, streetcar, tank, thresher, tow truck,
        tractor, trailer truck, tricycle, trolleybus
    aircraft: airliner, airship, space shuttle, warplane, wing
    clock or watch: analog clock, digital clock, digital watch, stopwatch, wall clock
    chair: barber chair, folding chair, rocking chair, throne
    furniture: barber chair, bookcase, chest, chiffonier, china cabinet, cradle, crib, desk,
        dining table, entertainment center, folding chair, four-poster, medicine chest, park bench,
        rocking chair, studio couch, table lamp, throne, wardrobe
    shoe: clog, cowboy boot, Loafer, running shoe, sandal
    bottle: beer bottle, pill bottle, pop bottle, water bottle, whiskey jug, wine bottle
    dish or pot: beaker, beer glass, caldron, coffee mug, coffeepot, consomme, Crock Pot, cup,
        Dutch oven, espresso, frying pan, goblet, measuring cup, mixing bowl, pitcher, plate, pot,
        soup bowl, teapot, tray, vase, water jug, wok
    ball: baseball, basketball, croquet ball, golf ball, ping-pong ball, rugby ball, soccer ball,
        tennis ball, volleyball
    electronic device: cassette player, CD player, hard disc, loudspeaker, modem, oscilloscope,
        photocopier, Polaroid camera, printer, projector, radio, reflex camera, tape player
    bag: backpack, mailbag, plastic bag, purse, wallet
    hat or helmet: bathing cap, bearskin, bonnet, cowboy hat, crash helmet, football helmet,
        mortarboard, pickelhaube, shower cap, sombrero
"""

BOAT = "boat or ship"
LANDSCAPE, BUILDINGS = "landscape", "buildings"

_NATURE = """
    campsite, cemetery, desert/sand, desert/vegetation, farm, field_road, fishpond,
    forest_road, golf_course, grotto, ice_floe, ice_shelf, iceberg, lawn, park, pasture,
    picnic_area, rock_arch, rope_bridge, ski_slope, snowfield, trench, tundra,
    underwater/ocean_deep, watering_hole, wind_farm, yard
"""
"""Scenes that are neither plants, water, mountains nor sky alone."""
_BUILT = """
    balcony/interior, bazaar/outdoor, bridge, canal/urban,
    construction_site, courtyard, driveway, fire_escape, gas_station, harbor, industrial_area,
    market/outdoor, parking_lot, patio, plaza, promenade, railroad_track, slum, stadium/football,
    train_station/platform, viaduct
"""
"""The same for buildings and streets."""

SCENES: Mapping[str, frozenset[int]] = {
    LANDSCAPE: numbers_of(_NATURE).union(
        *(FAMILIES[family] for family in ("plants", "water", "mountains", "sky"))
    ),
    BUILDINGS: (numbers_of(_BUILT) | FAMILIES["building"] | FAMILIES["street or road"])
    - numbers_of("desert_road, field_road, forest_road, highway"),
}
"""What several families of scenes have in common, and the outputs that are added up for it."""

_LAND = """
    land: alp, breakwater, cliff, coral reef, geyser, lakeside, promontory, sandbar, seashore,
        valley, volcano
"""


def things(labels: Sequence[str]) -> Mapping[str, list[int]]:
    """Return broad words for things, the broader after the narrower, each with its outputs."""
    found = outputs_of(_THINGS, tuple(labels))
    return {word: found[word] for word in sorted(found, key=lambda word: len(found[word]))}


def land(labels: Sequence[str]) -> Mapping[str, list[int]]:
    """Return ``land`` with the outputs for what only a landscape has."""
    return outputs_of(_LAND, tuple(labels))


def broad_words() -> tuple[str, ...]:
    """Return all broad words."""
    rows = (row.split(":") for row in _THINGS.splitlines() if ":" in row)
    return (*(row[0].strip() for row in rows), LANDSCAPE, BUILDINGS)
