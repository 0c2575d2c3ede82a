"""What happens to a page on its way: turned, compressed, pale, photographed from the side."""

import io
import random
from dataclasses import replace

import cv2
import numpy as np
from PIL import Image, ImageEnhance, ImageFilter

from bench.pages.page import Group, Page


def turned(page: Page, degrees: int) -> Page:
    """Return `page` turned anticlockwise, as a camera held another way shows it."""
    image = page.image.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    return Page(f"{page.name}, turned by {degrees}", Group.TURNED, image, page.plain)


def compressed(page: Page, quality: int) -> Page:
    """Return `page` as a JPEG of low quality has it."""
    kept = io.BytesIO()
    page.image.save(kept, "JPEG", quality=quality)
    return replace(page, name=f"{page.name}, JPEG {quality}", image=Image.open(kept).convert("RGB"))


def pale(page: Page, contrast: float) -> Page:
    """Return `page` with that share of its contrast."""
    image = ImageEnhance.Contrast(page.image).enhance(contrast)
    return replace(page, name=f"{page.name}, contrast {contrast:g}", image=image)


def photographed(page: Page, chance: random.Random, lean: float = 0.05) -> Page:
    """Return `page` on a table, seen a little from the side, with blur, noise and uneven light.

    Each corner is moved by up to `lean` of the page's sides.
    """
    width, height = page.image.size
    margin = round(0.08 * max(width, height))
    size = (width + 2 * margin, height + 2 * margin)
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    moved = np.array(
        [
            (
                margin + x + chance.uniform(-lean, lean) * width,
                margin + y + chance.uniform(-lean, lean) * height,
            )
            for x, y in corners
        ],
        np.float32,
    )
    matrix = cv2.getPerspectiveTransform(corners, moved)
    seen = cv2.warpPerspective(
        np.asarray(page.image), matrix, size, flags=cv2.INTER_AREA, borderValue=(72, 64, 58)
    )
    light = np.linspace(chance.uniform(0.7, 0.9), 1.0, size[0])[None, :, None]
    noise = np.random.default_rng(chance.randrange(2**32)).normal(0, 4, seen.shape)
    pixels = np.clip(seen * light + noise, 0, 255).astype(np.uint8)
    image = Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(0.6))
    return replace(page, name=f"{page.name}, photographed", image=image)
