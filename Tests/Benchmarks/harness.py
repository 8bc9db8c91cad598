"""What the families of benchmarks share: peers from PyPI, timed commands, tables."""
import json
import os
import shutil
import subprocess
import sys
import time

import numpy as np

FULL = bool(os.environ.get("FULL"))
ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../.."))


class Bench:
    def __init__(self, bin, work):
        self.bin, self.work, self.versions, self.missing, self.page = bin, work, {}, {}, []

    def path(self, name):
        return os.path.join(self.work, name)

    def peer(self, package, module=None, version=None):
        """The module of a PyPI package, or None; why not is kept for the page."""
        command = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", package + (f"=={version}" if version else "")]
        done = subprocess.run(command, capture_output=True, text=True)
        try:
            found = __import__(module or package)
            from importlib.metadata import version as installed
            self.versions[package] = installed(package)
            return found
        except ImportError as error:
            self.missing[package] = (done.stderr.strip().splitlines() or [str(error)])[-1]
            return None

    def program(self, name, version):
        """Whether a program is there; its version is kept for the page."""
        if not shutil.which(name):
            self.missing[name] = "not installed"
            return False
        self.versions[name] = version
        return True

    def stages(self, *words):
        """Runs our own stage benchmark: {stage: figures}."""
        # The shell's child is born small, so that its greatest memory is its own.
        text = subprocess.run(["sh", "-c", '"$@"; exit $?', "sh", os.path.join(self.bin, "benchmarks"), *map(str, words)], capture_output=True, text=True, check=True).stdout
        return {row["stage"]: row for row in map(json.loads, text.splitlines())}

    def impression(self, *words):
        return command([os.path.join(self.bin, "impression"), *map(str, words), "-q", "--force"])

    def table(self, title, header, rows, note=""):
        self.page += [f"## {title}", ""] + ([note, ""] if note else [])
        self.page += ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
        self.page += ["| " + " | ".join(map(str, row)) + " |" for row in rows] + [""]
        print("\n".join(["", title] + ["  ".join(map(str, row)) for row in rows]), flush=True)


def command(words):
    """CPU seconds of all threads, greatest memory in MB and seconds by the clock of one program run to its end.

    A small process starts it: a child's greatest memory counts from its birth as a copy of its parent.
    """
    done = subprocess.run([sys.executable, "-S", "-c", STARTER, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(words)}: {done.stderr.strip()[-300:]}")
    return tuple(map(float, done.stdout.splitlines()[-1].split()))


STARTER = """
import os, sys, time
start = time.monotonic()
pid = os.fork()
if pid == 0:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.execvp(sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(pid, 0)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, time.monotonic() - start)
sys.exit(status != 0)
"""


def least(runs, body):
    """Least CPU seconds of a call in this process, and its last result."""
    best, result = float("inf"), None
    for _ in range(runs):
        start = time.process_time()
        result = body()
        best = min(best, time.process_time() - start)
    return best, result


def seconds(value):
    if value is None:
        return "–"
    for unit, scale in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if value * scale >= 1 or unit == "µs":
            return f"{value * scale:.3g} {unit}"


def ratio(theirs, ours):
    return "–" if theirs is None or ours is None else f"{theirs / ours:.2g}×" if theirs / ours < 10 else f"{theirs / ours:.0f}×"


def noise(n, seed=1):
    """Photograph-like noise, amplitude 1/f^1.3, 0 … 1."""
    random = np.random.default_rng(seed)
    fx, fy = np.fft.fftfreq(n)[:, None], np.fft.rfftfreq(n)[None, :]
    frequency = np.hypot(fx, fy)
    frequency[0, 0] = 1
    picture = np.fft.irfft2(np.fft.rfft2(random.standard_normal((n, n))) / frequency**1.3, s=(n, n))
    low, high = np.percentile(picture, [0.5, 99.5])
    return np.clip((picture - low) / (high - low), 0, 1)


def processor():
    for line in open("/proc/cpuinfo") if os.path.exists("/proc/cpuinfo") else []:
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return "unknown processor"
