"""Pictures in and out, against Pillow."""
import io

import numpy as np
from harness import least, noise, ratio, seconds


def run(bench):
    import PIL.Image
    n = 2400
    layers = [noise(n, seed) for seed in (1, 2, 3)]
    image = PIL.Image.fromarray((np.stack(layers, -1)[:1600] * 255).astype(np.uint8))
    image.save(bench.path("picture.png"))
    image.save(bench.path("picture.jpg"), quality=90)
    image.save(bench.path("picture.webp"), quality=90)
    ours = bench.stages("pictures", bench.work)
    rows = []
    for ending in ("png", "jpg", "webp"):
        theirs, _ = least(3, lambda: PIL.Image.open(bench.path(f"picture.{ending}")).convert("RGB").load())
        rows.append([f"read {ending}", seconds(ours[f"read {ending}"]["seconds"]), seconds(theirs), ratio(theirs, ours[f"read {ending}"]["seconds"])])
    theirs, _ = least(3, lambda: image.convert("L").resize((n // 5, 320), PIL.Image.BOX))
    rows.append(["luminance and resample to a fifth", seconds(ours["luminance and resample"]["seconds"]), seconds(theirs), ratio(theirs, ours["luminance and resample"]["seconds"])])
    theirs, _ = least(2, lambda: image.save(io.BytesIO(), "PNG", compress_level=6))
    rows.append(["write png at level 6", seconds(ours["write png"]["seconds"]), seconds(theirs), ratio(theirs, ours["write png"]["seconds"])])
    bench.table("Pictures", ["2400 × 1600", "Impression", "Pillow", "ratio"], rows,
                "Ours reads into linear light as four floats a pixel, colour managed, and resamples floats; Pillow stays with bytes.")
