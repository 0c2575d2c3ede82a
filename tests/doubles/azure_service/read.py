"""Computer Vision 3.2 Read: submit, then ask until it is done."""

import re
from datetime import UTC, datetime, timedelta

from doubles.azure_service import errors
from doubles.azure_service.faults import ReadPlace
from doubles.azure_service.geometry import Size, text_polygon, words
from doubles.azure_service.image_rules import BYTES, JSON, Rules, Upload, uploaded
from doubles.azure_service.model import Answer, Json, Request, ServiceError, billed, json_answer
from doubles.azure_service.queries import Query
from doubles.azure_service.scene import Area, Line, Scene
from doubles.azure_service.vision32 import media_type
from doubles.azure_service.world import ReadJob, World

MODELS = ("2022-04-30", "2022-01-30", "2021-09-30", "2021-04-12")
LANGUAGE = re.compile(r"(?!unk$)[a-z]{2,3}(-[A-Z][a-z]{3})?")
PAGES = re.compile(r"\d+(-\d+)?(,\d+(-\d+)?)*")
KEPT = timedelta(hours=48)
FREE_PAGES = 2


def submit(request: Request, world: World) -> Answer:
    """Take a picture and answer 202 with where the result will be."""
    pages = _options(request, world)
    upload = uploaded(request, _rules(world))
    place = world.faults.special("read_location")
    place = place if isinstance(place, ReadPlace) else ReadPlace()
    path = place.path.format(id=request.id)
    job = _job(request, world, path, _result(world, upload, pages))
    with world.lock:
        world.reads[path] = job
    location = (place.origin or world.origin) + path
    return Answer(202, b"", billed() | {"Operation-Location": location}, content_type=None)


def result(request: Request, world: World) -> Answer:
    """Answer how far a Read is."""
    Query(request.query, (), errors.bad_argument)
    with world.lock:
        job = world.reads.get(request.path)
        if job is None or datetime.now(UTC) - job.created > KEPT:
            raise errors.read(
                "InvalidArgument",
                "There is no such operation, or its result has expired.",
                flat=world.flat_read_errors,
                status=404,
            )
        return json_answer(_state(job, world), headers=billed())


def _state(job: ReadJob, world: World) -> Json:
    """Count a poll and say where the job stands; the caller holds the lock."""
    job.polls += 1
    passed = world.clock() - job.submitted
    done = job.polls > job.polls_left and passed >= world.read_seconds
    status = ("failed" if job.failed else "succeeded") if done else "running"
    body: Json = {
        "status": status,
        "createdDateTime": _stamp(job.created),
        "lastUpdatedDateTime": _stamp(datetime.now(UTC)),
    }
    if status == "succeeded":
        body["analyzeResult"] = job.result
    elif status == "failed" and job.with_error:
        body |= errors.body("InternalServerError", "The text could not be read.")
    return body


def _job(request: Request, world: World, path: str, found: Json) -> ReadJob:
    failing = world.faults.special("read_fails")
    polls = world.faults.special("read_polls")
    return ReadJob(
        request.id,
        path,
        datetime.now(UTC),
        world.clock(),
        polls if isinstance(polls, int) else 0,
        found,
        failed=failing is not None,
        with_error=failing is True,
    )


def _options(request: Request, world: World) -> tuple[str, str]:
    """Check the query; return the pages wanted and the model."""

    def refuse(code: str, sentence: str) -> ServiceError:
        return errors.read(code, sentence, flat=world.flat_read_errors)

    query = Query(
        request.query,
        ("language", "pages", "readingOrder", "model-version"),
        lambda sentence: refuse("BadArgument", sentence),
    )
    if query.has("language") and not LANGUAGE.fullmatch(query.text("language")):
        raise refuse("NotSupportedLanguage", "The language is not one Read knows.")
    if query.has("pages") and not PAGES.fullmatch(query.text("pages")):
        raise refuse("InvalidPageRange", "The pages are not a range such as 1,3-5.")
    query.choice(
        "readingOrder",
        ("basic", "natural"),
        complain=lambda sentence: refuse("InvalidReadingOrder", sentence),
    )
    return query.text("pages"), query.model_version(*MODELS)


def _rules(world: World) -> Rules:
    def refuse(code: str, sentence: str) -> ServiceError:
        return errors.read(code, sentence, flat=world.flat_read_errors)

    megabytes = 4 if world.tier == "F0" else 500
    return Rules(
        formats=frozenset({"JPEG", "MPO", "PNG", "BMP", "TIFF"}),
        max_bytes=megabytes * 1024 * 1024 - 1,
        min_side=50,
        max_side=10000,
        media_type=media_type,
        bad_json=lambda: refuse("BadArgument", "The JSON body could not be read."),
        bad_url=lambda: refuse("InvalidImageUrl", "Image URL is not accessible."),
        bad_format=lambda: refuse("UnsupportedImageFormat", "Input data is not a valid image."),
        too_small=lambda: refuse("InvalidImageDimension", "The image is too small."),
        too_large=lambda: refuse("InvalidImageSize", "The image is too large."),
        media_types=(JSON, BYTES),
    )


def _result(world: World, upload: Upload, options: tuple[str, str]) -> Json:
    pages, model = options
    allowed = min(len(upload.pages), FREE_PAGES) if world.tier == "F0" else len(upload.pages)
    wanted = [n for n in range(1, allowed + 1) if _in_range(n, pages)]
    found = [_page(world.scene, n, upload.pages[n - 1]) for n in wanted]
    return {"version": "3.2.0", "modelVersion": model, "readResults": found}


def _in_range(number: int, pages: str) -> bool:
    if not pages:
        return True
    for span in pages.split(","):
        first, _, last = span.partition("-")
        if int(first) <= number <= int(last or first):
            return True
    return False


def _page(scene: Scene, number: int, size: Size) -> Json:
    turned = (scene.turned + 180) % 360 - 180
    return {
        "page": number,
        "angle": round(turned, 4),
        "width": size[0],
        "height": size[1],
        "unit": "pixel",
        "lines": [_line(line, scene, size) for line in scene.lines],
    }


def _line(line: Line, scene: Scene, size: Size) -> Json:
    style = "handwriting" if line.handwritten else "other"
    return {
        "boundingBox": _eight(line.area, scene, size),
        "text": line.text,
        **({"language": line.language} if line.language else {}),
        "appearance": {"style": {"name": style, "confidence": line.style_confidence}},
        "words": [
            {
                "boundingBox": _eight(area, scene, size),
                "text": word,
                "confidence": line.confidence,
            }
            for word, area in words(line)
        ],
    }


def _eight(area: Area, scene: Scene, size: Size) -> list[int]:
    return [round(n) for point in text_polygon(area, scene, size) for n in point]


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
