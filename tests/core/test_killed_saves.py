"""Real kills in the middle of saving a model; what a simulated power cut leaves is in test_model_store.py."""

import hashlib
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import digitpad
from digitpad.core.model_store import SHIPPED_MODELS, list_models, load_classifier

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no kill -9 here")

TITLES = ("Old", "New")
SEED, MOMENTS, LONGEST_MS = 5, 20, 60
POINTS = range(20)
"""More than a save has: the last ones let it end, and kill it in the next one."""

SAVER = """
import os, pathlib, random, shutil, signal, sys, time, types
stand_in = types.ModuleType("keras")
stand_in.__version__ = "0"
sys.modules["keras"] = sys.modules["tensorflow"] = stand_in  # the card names their versions, and no more of them
from digitpad.core import model_saving, model_store
from digitpad.core.recipes import RECIPES
from digitpad.core.training import TrainResult
from digitpad.paths import models_folder, user_models_folder
import numpy as np

shipped = [models_folder() / name for name in ("softmax", "mlp")]
network = types.SimpleNamespace(count_params=lambda: 7850)
figures = [1.0, 100.0, 1.0, 0.9, 0.3, 0.9, 0.3, False, False, (), (), np.full((1, 10), 0.1, np.float32)]
result = TrainResult(network, RECIPES["softmax"], 3, *figures)

def save(number):
    # Two models whose files differ, in length too: a mixture of both is not whole.
    source = shipped[number % 2]
    model_saving.convert = lambda network: (source / model_store.LITERT_FILE).read_bytes()
    model_saving.save_keras = lambda network, path: shutil.copy(source / model_store.KERAS_FILE, path)
    model_saving.save_model(result, "mine", ("Old", "New")[number % 2], [], user_models_folder())

def save_in_a_loop():
    # The other one first: over a model like itself a mixture would not be seen.
    number = int(model_store.find_model("mine").title == "Old")
    while True:
        save(number)
        number += 1

def die_at(point):
    done = 0
    def watched(real):
        def call(*arguments, **options):
            nonlocal done
            done += 1
            if done > point:
                os.kill(os.getpid(), 9)
            return real(*arguments, **options)
        return call
    for owner, name in ((pathlib.Path, "write_bytes"), (pathlib.Path, "write_text"), (pathlib.Path, "chmod"),
                        (pathlib.Path, "rename"), (os, "fsync"), (os, "unlink"), (os, "rmdir"), (shutil, "copy")):
        setattr(owner, name, watched(getattr(owner, name)))

save(0)
print("ready", flush=True)
for line in sys.stdin:  # each wish is done by a child, which is killed; the answer is what ended it
    kind, value = line.split()
    child = os.fork()
    if not child:
        try:
            if kind == "point":
                die_at(int(value))
            save_in_a_loop()
        finally:
            os._exit(1)
    if kind == "delay":
        time.sleep(int(value) / 1000)
        os.kill(child, 9)
    print(os.waitpid(child, 0)[1], flush=True)
"""


@pytest.fixture
def saver(user_home):
    """A process that saves the model "mine" again and again, and is killed in the middle of it on request."""
    root = str(Path(digitpad.__file__).parents[1])
    process = subprocess.Popen(
        [sys.executable, "-c", SAVER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
    )
    with process:
        assert process.stdout.readline() == "ready\n"

        def kill(kind, value):
            process.stdin.write(f"{kind} {value}\n")
            process.stdin.flush()
            assert os.WTERMSIG(int(process.stdout.readline())) == signal.SIGKILL

        yield kill
        process.stdin.close()


def title_found_whole():
    """The title of "mine", which is listed and whole: the card fits both files, and it opens."""
    cards, problems = list_models()
    assert problems == []
    assert [card.name for card in cards] == [*SHIPPED_MODELS, "mine"]
    card = cards[-1]
    for file, digest in card.sha256.items():
        assert hashlib.sha256((card.folder / file).read_bytes()).hexdigest() == digest
    load_classifier(card)
    return card.title


def test_a_save_killed_at_any_of_its_steps_leaves_the_old_or_the_new_model_whole(saver):
    found = []
    for point in POINTS:
        saver("point", point)
        found.append(title_found_whole())
    assert set(found) == set(TITLES)
    assert found[0] == "Old", "the first point is before anything was written"


@pytest.mark.slow
def test_a_save_killed_at_any_moment_leaves_the_old_or_the_new_model_whole(saver):
    moments = random.Random(SEED)
    found = []
    for _ in range(MOMENTS):
        saver("delay", moments.randrange(LONGEST_MS))
        found.append(title_found_whole())
    assert set(found) == set(TITLES)
