"""Picture to G-code, against PrusaSlicer on the same piece's mesh."""
from harness import FULL, ROOT, command, noise, ratio, seconds

SETTINGS = ["--layer-height", "0.12", "--first-layer-height", "0.12", "--perimeters", "2", "--fill-density", "100%", "--fill-pattern", "rectilinear",
            "--nozzle-diameter", "0.4", "--filament-diameter", "1.75", "--skirts", "1"]


def picture(bench, n):
    import PIL.Image
    import numpy as np
    path = bench.path(f"noise{n}.png")
    PIL.Image.fromarray((noise(n) * 255).astype(np.uint8)).save(path)
    return path


def piece(bench, path, n, *more):
    pitch = 100 / n
    return bench.impression("lithophane", path, "--width", "100mm", "--resolution", f"{pitch}mm", "--frame", "0", "--thickness", "0.8mm..3.2mm",
                            "--set", "layer_height=0.12", "--set", "first_layer_height=0.12", *more)


def run(bench):
    bench.peer("pillow", "PIL")
    import PIL.Image
    rows = []
    has_prusa = bench.program("prusa-slicer", "2.5")
    for n in (100, 250, 500, 4000):
        path = picture(bench, n)
        ours = min(piece(bench, path, n, "-o", bench.path("piece.gcode"), "-j1") for _ in range(3 if n < 1000 else 1))
        theirs = None
        if has_prusa and (n <= 250 or n == 500 and FULL):
            piece(bench, path, n, "-o", bench.path("piece.stl"), "--tolerance", "grid")
            theirs = command(["prusa-slicer", "--export-gcode", *SETTINGS, "-o", bench.path("prusa.gcode"), bench.path("piece.stl")])
        rows.append(row(f"noise {n}²", ours, theirs))
    for name in ("cat.jpg", "coffee.webp"):
        path = bench.path(name + ".png")
        PIL.Image.open(f"{ROOT}/Examples/{name}").convert("RGB").resize((500, 500), PIL.Image.LANCZOS).save(path)
        rows.append(row(f"{name} at 500²", min(piece(bench, path, 500, "-o", bench.path("piece.gcode"), "-j1") for _ in range(3)), None))
    bench.table("Picture to G-code", ["piece", "Impression", "PrusaSlicer", "ratio"], rows,
                "100 × 100 mm lying lithophane, 0.8–3.2 mm, 0.12 mm layers, 2 walls, 100 % rectilinear, whole command from the picture to G-code with thumbnails; PrusaSlicer starts from our mesh of every sample. "
                "The facts of the project give 375 s for PrusaSlicer at 500²; `FULL=1` runs it.")
    (noise(500).astype("<f4")).tofile(bench.path("noise500.f32"))
    stages = bench.stages("slice", bench.path("noise500.f32"), 500)
    text = stages["print G-code"]
    bench.table("Slicing, by stage", ["stage", "500² noise"], [
        ["layers, lying", seconds(stages["slice lying"]["seconds"])], ["layers, upright", seconds(stages["slice upright"]["seconds"])],
        ["plan and print G-code", f"{seconds(text['seconds'])}, {text['bytes'] / text['seconds'] / 1e6:.0f} MB/s"]])


def row(name, ours, theirs):
    return [name, f"{seconds(ours[0])}, {ours[1]:.0f} MB", "–" if theirs is None else f"{seconds(theirs[0])}, {theirs[1]:.0f} MB", ratio(theirs and theirs[0], ours[0])]
