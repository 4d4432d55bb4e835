import functools
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

import digitpad
from digitpad.cli import main
from digitpad.core import mnist_source, model_store
from digitpad.core.images import read_image
from digitpad.core.perturb import PERTURBATIONS
from digitpad.core.preprocess import tutorial_input
from digitpad.core.recipes import RECIPES, Recipe
from digitpad.paths import models_folder, user_models_folder
from digitpad.terminal import doubt_bar

RESULT = {"file", "status", "digit", "probabilities", "text", "digits"}
TINY = Recipe("tiny", "Tiny", "softmax", epochs=2, batch_size=20, learning_rate=0.01, validation_count=20)
SEVEN_BOX = (36, 26, 128, 148)  # x, y, width, height of the ink in `picture_of_a_seven`


@pytest.fixture(autouse=True)
def no_data_folders(monkeypatch, tmp_path):
    monkeypatch.delenv("DIGITPAD_DATA", raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.setenv("TF_CPP_MIN_LOG_LEVEL", "3")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def command(capfd):
    """Runs the command in this process; gives its exit code and what it wrote to standard output and error."""

    def run(*arguments):
        capfd.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as exit:
            code = exit.code
        return code, *capfd.readouterr()

    return run


@pytest.fixture
def answer(command):
    """Runs a command with --json that has to succeed; gives the document, the only thing that it printed."""

    def run(*arguments):
        code, printed, complaint = command(*arguments, "--json")
        assert code == 0, complaint
        return parsed(printed)

    return run


def parsed(printed):
    """A JSON document without Python's NaN and Infinity, which are no JSON."""

    def no_number(name):
        raise ValueError(f"{name} in JSON")

    return json.loads(printed, parse_constant=no_number)


def in_a_process(*arguments, cwd, start=("-m", "digitpad"), stdout=subprocess.PIPE, **variables):
    """Runs the command in a process of its own, as a shell would."""
    root = str(Path(digitpad.__file__).parents[1])
    return subprocess.run(
        [sys.executable, *start, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": root, "PYTHONUNBUFFERED": "", **variables},
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=60,
    )


def assert_one_line(complaint):
    assert complaint.startswith("digitpad") and complaint.endswith("\n"), complaint
    assert complaint.count("\n") == 1, complaint


def picture_of_a_seven(paper=255, ink=0):
    """A 7 on a (200, 240) uint8 sheet, off the middle."""
    grey = np.full((200, 240), paper, np.uint8)
    points = np.array([[44, 34], [156, 34], [88, 166]])
    return cv2.polylines(grey, [points], False, ink, 16, cv2.LINE_AA)


@pytest.fixture
def seven(tmp_path):
    cv2.imwrite(str(tmp_path / "seven.png"), picture_of_a_seven())
    return "seven.png"


@pytest.fixture
def blank(tmp_path):
    cv2.imwrite(str(tmp_path / "blank.png"), np.full((50, 50), 255, np.uint8))
    return "blank.png"


@pytest.fixture
def strokes(tmp_path, stroke_rows):
    (tmp_path / "pens.jsonl").write_text("".join(json.dumps(row) + "\n" for row in stroke_rows))
    return "pens.jsonl"


@pytest.fixture
def npz(tmp_path):
    """A hundred patterns in each half, ten of each digit."""
    labels = np.arange(100) % 10
    images = np.random.default_rng(0).integers(0, 256, (10, 28, 28), np.uint8)[labels]
    np.savez(tmp_path / "small.npz", x_train=images, y_train=labels, x_test=images, y_test=labels)
    return "small.npz"


@pytest.fixture
def fake(monkeypatch, fake_classifier):
    """Every model reads a 7 everywhere, with 0.91."""
    monkeypatch.setattr(model_store, "load_classifier", lambda card: fake_classifier)
    return fake_classifier


# recognize


def test_a_digit_is_read_with_everything_that_is_promised(answer, seven):
    (result,) = answer("recognize", seven)
    assert set(result) == RESULT
    assert (result["file"], result["status"], result["digit"], result["text"]) == (seven, "digit", 7, "7")
    assert len(result["probabilities"]) == 10
    assert sum(result["probabilities"]) == pytest.approx(1, abs=1e-4)
    assert max(result["probabilities"]) == result["probabilities"][7] >= 0.5
    (digit,) = result["digits"]
    assert set(digit) == {"digit", "probabilities", "box"}
    assert (digit["digit"], digit["probabilities"]) == (7, result["probabilities"])
    assert digit["box"] == pytest.approx(SEVEN_BOX, abs=3)


def picture_of_a_number():
    """7 1 7 on a (200, 600) uint8 sheet; the 7's boxes are `SEVEN_BOX`, moved."""
    one = np.full((200, 120), 255, np.uint8)
    cv2.line(one, (60, 34), (60, 166), 0, 16, cv2.LINE_AA)
    return np.hstack([picture_of_a_seven(), one, picture_of_a_seven()])


def test_several_digits_are_read_as_a_number(answer, command, tmp_path):
    cv2.imwrite(str(tmp_path / "number.png"), picture_of_a_number())
    (result,) = answer("recognize", "number.png")
    assert set(result) == RESULT
    assert (result["status"], result["digit"], result["probabilities"]) == ("several", None, None)
    assert result["text"] == "717"
    assert [digit["digit"] for digit in result["digits"]] == [7, 1, 7]
    x, y, width, height = SEVEN_BOX
    assert result["digits"][0]["box"] == pytest.approx(SEVEN_BOX, abs=3)
    assert result["digits"][2]["box"] == pytest.approx((x + 360, y, width, height), abs=3)
    for digit in result["digits"]:
        assert (
            len(digit["probabilities"]) == 10 and max(digit["probabilities"]) == digit["probabilities"][digit["digit"]]
        )
    code, printed, _ = command("recognize", "number.png")
    assert code == 0 and printed.startswith("number.png: 717 ")


def test_a_blank_sheet_is_no_digit(answer, blank):
    (result,) = answer("recognize", blank)
    assert result == {
        "file": blank,
        "status": "blank",
        "digit": None,
        "probabilities": None,
        "text": "",
        "digits": [],
    }


def test_what_is_hardly_a_digit_is_unsure(answer, seven, fake, monkeypatch):
    monkeypatch.setattr(fake, "classify", lambda images: np.full((len(images), 10), 0.1, np.float32))
    (result,) = answer("recognize", seven)
    assert set(result) == RESULT
    assert (result["status"], result["digit"]) == ("unsure", None)
    assert result["probabilities"] == pytest.approx([0.1] * 10)


def test_one_bad_file_does_not_stop_the_others(command, seven, blank):
    code, printed, complaint = command("recognize", seven, "nowhere.png", blank, seven, "--json")
    assert code == 2
    assert_one_line(complaint)
    results = parsed(printed)
    assert [result["file"] for result in results] == [seven, "nowhere.png", blank, seven]
    assert [result["status"] for result in results] == ["digit", "error", "blank", "digit"]
    bad = results[1]
    assert set(bad) == {*RESULT, "message"}
    assert bad["digit"] is None and bad["probabilities"] is None
    assert "nowhere.png" in bad["message"] and bad["message"] in complaint


def test_without_json_there_is_a_line_for_each_picture(command, seven, blank, fake):
    assert command("recognize", seven, blank) == (0, f"{seven}: 7 (91.0%)\n{blank}: blank\n", "")
    fake.classify = lambda images: np.full((len(images), 10), 0.1, np.float32)
    code, printed, _ = command("recognize", seven)
    assert code == 0 and "not sure" in printed


GREY = picture_of_a_seven()
ALPHA = np.dstack([np.zeros((200, 240, 3), np.uint8), 255 - GREY])
PICTURES = {
    "light on dark.png": 255 - GREY,
    "pale.png": picture_of_a_seven(paper=230, ink=150),
    "16 bits.png": GREY.astype(np.uint16) * 257,
    "ink on glass.png": ALPHA,
    "colour.png": np.dstack([picture_of_a_seven(200, 160), picture_of_a_seven(240, 20), picture_of_a_seven(210, 40)]),
    "photo.jpg": GREY,
    "bitmap.bmp": GREY,
    "web.webp": np.dstack([GREY] * 3),
    "scan.tiff": GREY,
    "tiny.png": cv2.resize(GREY, (24, 20), interpolation=cv2.INTER_AREA),
    "数字 7.png": GREY,
}


@pytest.mark.parametrize("name", PICTURES)
def test_every_kind_of_picture_of_a_seven_is_a_seven(answer, tmp_path, name):
    # Encoded here: on Windows cv2.imwrite knows no Chinese names.
    (tmp_path / name).write_bytes(cv2.imencode(Path(name).suffix, PICTURES[name])[1].tobytes())
    (result,) = answer("recognize", tmp_path / name)
    assert (result["file"], result["digit"]) == (str(tmp_path / name), 7)


TUTORIAL = "--as-in-the-tutorial"


def test_as_in_the_tutorial_a_model_gets_the_whole_picture_small_and_black_or_white(answer, seven, fake):
    (result,) = answer("recognize", seven, TUTORIAL)
    ((given,),) = fake.batches
    np.testing.assert_array_equal(given, tutorial_input(read_image(seven)))
    assert set(result) == RESULT and set(np.unique(given)) == {0, 1}
    assert (result["status"], result["digit"], result["text"]) == ("digit", 7, "7")
    (digit,) = result["digits"]
    assert digit["probabilities"] == result["probabilities"]
    assert digit["box"] == pytest.approx(SEVEN_BOX, abs=240 / 28)


@pytest.mark.parametrize("model", ["mlp", "cnn", "drawn"])
def test_as_in_the_tutorial_a_digit_in_the_middle_is_read_and_one_in_the_corner_is_not(answer, tmp_path, model):
    corner = np.full((600, 600), 255, np.uint8)
    corner[:200, :240] = picture_of_a_seven()
    cv2.imwrite(str(tmp_path / "middle.png"), picture_of_a_seven()[:, :200])
    cv2.imwrite(str(tmp_path / "corner.png"), corner)
    pictures = ("recognize", "middle.png", "corner.png", "--model", model)
    assert [result["digit"] for result in answer(*pictures)] == [7, 7]
    assert [result["digit"] == 7 for result in answer(*pictures, TUTORIAL)] == [True, False]


def test_as_in_the_tutorial_pale_ink_is_paper_and_one_bad_file_does_not_stop_the_others(command, tmp_path, seven):
    cv2.imwrite(str(tmp_path / "pale.png"), picture_of_a_seven(paper=230, ink=150))
    code, printed, complaint = command("recognize", "pale.png", "nowhere.png", seven, TUTORIAL, "--json")
    assert code == 2
    assert_one_line(complaint)
    assert [result["status"] for result in parsed(printed)] == ["blank", "error", "digit"]


def test_as_in_the_tutorial_a_number_is_one_digit_like_any_other_picture(answer, tmp_path):
    cv2.imwrite(str(tmp_path / "number.png"), picture_of_a_number())
    (result,) = answer("recognize", "number.png", TUTORIAL)
    assert result["status"] in ("digit", "unsure") and len(result["probabilities"]) == 10


@pytest.mark.parametrize("model", ["softmax", "mlp", "cnn", "drawn"])
def test_models_are_chosen_by_name_or_by_folder(answer, seven, model):
    by_name = answer("recognize", seven, "--model", model)
    assert by_name[0]["digit"] == 7
    assert answer("recognize", seven, "--model", models_folder() / model) == by_name


def test_without_a_name_the_default_model_reads(answer, seven):
    assert answer("recognize", seven) == answer("recognize", seven, "--model", model_store.DEFAULT_MODEL)


def test_recognize_loads_neither_tensorflow_nor_qt(seven, tmp_path):
    code = "import sys; from digitpad.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    done = in_a_process("recognize", seven, "--json", cwd=tmp_path, start=("-c", code))
    assert parsed(done.stdout)[0]["digit"] == 7
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "cv2" in loaded, done.stderr
    assert not loaded & {"tensorflow", "keras", "PySide6", "h5py"}


# evaluate


def test_evaluate_counts_what_is_promised(answer, strokes, fake, stroke_rows):
    figures = answer("evaluate", "--data", strokes)
    promised = {"model", "count", "accuracy", "refused", "log_loss", "confusion"}
    assert set(figures) == promised | {"calibration_error"}
    assert (figures["model"], figures["count"], figures["refused"]) == (model_store.DEFAULT_MODEL, 4, 0)
    assert figures["accuracy"] == 0.25  # one of the four is a 7
    assert figures["log_loss"] == pytest.approx(-(np.log(0.91) + 3 * np.log(0.01)) / 4, rel=1e-4)
    assert figures["calibration_error"] == pytest.approx(0.91 - 0.25, abs=1e-5)
    expected = np.zeros((10, 10), int)
    expected[[row["label"] for row in stroke_rows], 7] = 1
    assert figures["confusion"] == expected.tolist()


def test_the_unsure_are_refused_and_still_counted(answer, strokes, fake, monkeypatch):
    unsure = np.full((1, 10), 0.06, np.float32)
    unsure[0, 7] = 0.46
    monkeypatch.setattr(fake, "classify", lambda images: np.repeat(unsure, len(images), axis=0))
    figures = answer("evaluate", "--data", strokes)
    assert (figures["refused"], figures["accuracy"]) == (4, 0.25)


@pytest.mark.parametrize("model", ["softmax", "mlp", "cnn", "drawn"])
def test_shipped_models_read_clearly_drawn_strokes(answer, strokes, model):
    figures = answer("evaluate", "--data", strokes, "--model", model)
    assert (figures["model"], figures["count"], figures["accuracy"]) == (model, 4, 1.0)


def test_evaluate_takes_the_test_half_untouched(answer, npz, fake):
    assert answer("evaluate", "--data", npz)["count"] == 100
    with np.load(npz) as arrays:
        np.testing.assert_allclose(np.concatenate(fake.batches), arrays["x_test"] / np.float32(255), atol=1e-6)


def evaluated(answer, fake, *options):
    """The images that the classifier gets, and the figures."""
    fake.batches.clear()
    figures = answer("evaluate", *options)
    return np.concatenate(fake.batches), figures


def test_limit_takes_the_first_and_seed_a_choice_that_repeats(answer, npz, fake):
    everything, _ = evaluated(answer, fake, "--data", npz)
    first, figures = evaluated(answer, fake, "--data", npz, "--limit", 30)
    assert figures["count"] == 30
    np.testing.assert_array_equal(first, everything[:30])
    confusions = [answer("evaluate", "--data", npz, "--limit", 30, "--seed", seed)["confusion"] for seed in (5, 5, 6)]
    assert confusions[0] == confusions[1] != confusions[2]
    assert answer("evaluate", "--data", npz, "--limit", 1000)["count"] == 100


def test_writers_are_chosen_by_name(answer, strokes, fake, stroke_rows):
    everything, _ = evaluated(answer, fake, "--data", strokes)
    for writers, rows in (("1", [0, 1]), ("2", [2, 3]), ("1,2", [0, 1, 2, 3]), (" 2 , 1 ", [0, 1, 2, 3])):
        images, figures = evaluated(answer, fake, "--data", strokes, "--writers", writers)
        assert figures["count"] == len(rows)
        np.testing.assert_array_equal(images, everything[rows])


def test_perturbed_drawings_are_read_like_the_drawings_themselves(answer, strokes):
    for name in PERTURBATIONS:
        assert answer("evaluate", "--data", strokes, "--perturb", name)["accuracy"] == 1.0, name
    assert (
        answer("evaluate", "--data", strokes, "--perturb", "half,offset,turn15,thin,thick", "--seed", 3)["count"] == 4
    )


def test_a_seed_repeats_the_perturbations(answer, strokes, fake):
    options = ("--data", strokes, "--perturb", "turn15")
    plain, _ = evaluated(answer, fake, "--data", strokes)
    once, again, other = (evaluated(answer, fake, *options, "--seed", seed)[0] for seed in (1, 1, 2))
    assert not np.array_equal(plain, once)
    np.testing.assert_array_equal(once, again)
    assert not np.array_equal(once, other)


def test_data_sets_are_looked_for_in_the_folder_that_the_environment_names(answer, npz, fake, tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setenv("DIGITPAD_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert answer("evaluate", "--data", npz)["count"] == 100


def test_without_json_evaluate_prints_a_table(command, strokes, fake):
    code, printed, complaint = command("evaluate", "--data", strokes)
    assert (code, complaint) == (0, "")
    assert "25.00%" in printed and "4 digits" in printed
    rows = [line.split() for line in printed.splitlines()[-10:]]
    assert [row[0] for row in rows] == list("0123456789") and {len(row) for row in rows} == {11}


# train


@pytest.fixture
def tiny_recipe(monkeypatch):
    monkeypatch.setitem(RECIPES, "tiny", TINY)
    return "tiny"


def test_train_prints_what_is_promised_and_the_saved_model_is_there(answer, npz, seven, tiny_recipe):
    figures = answer("train", "--recipe", tiny_recipe, "--data", npz, "--save", "my first")
    assert set(figures) == {
        "recipe",
        "seconds",
        "images_per_second",
        "validation_accuracy",
        "test_accuracy",
        "saved",
    }
    assert (figures["recipe"], figures["saved"]) == ("tiny", "my first")
    assert figures["seconds"] >= 0 and figures["images_per_second"] > 0
    assert 0 <= figures["validation_accuracy"] <= 1 and 0 <= figures["test_accuracy"] <= 1
    assert (user_models_folder() / "my first").is_dir()
    listed = answer("models")[-1]
    assert (listed["name"], listed["shipped"], listed["parameters"]) == ("my first", False, 7850)
    assert listed["test_accuracy"] == pytest.approx(figures["test_accuracy"], abs=1e-4)
    measured = answer("evaluate", "--data", npz, "--model", "my first")
    assert measured["accuracy"] == pytest.approx(figures["test_accuracy"], abs=1e-4)
    assert answer("recognize", seven, "--model", "my first")[0]["status"] in ("digit", "unsure")


def test_a_model_can_be_gone_on_with(answer, npz, tiny_recipe, monkeypatch):
    begun = answer("train", "--recipe", tiny_recipe, "--data", npz, "--save", "begun")
    monkeypatch.setitem(RECIPES, "still", replace(TINY, name="still", learning_rate=1e-9))
    figures = answer("train", "--recipe", "still", "--start-from", "begun", "--data", npz, "--save", "more")
    assert figures["test_accuracy"] == begun["test_accuracy"], "it began where the other one ended"
    card = json.loads((user_models_folder() / "more" / "card.json").read_text("utf-8"))
    assert card["recipe"]["starts_from"] == "begun"


@pytest.mark.parametrize(
    ("recipe", "start", "reason"),
    [
        ("tiny", ["--start-from", "mlp"], "--start-from: mlp is not such a network"),
        ("drawn-pens", [], "--start-from: drawn-pens goes on from a model, say which"),
        ("tiny", ["--start-from", "nothing"], "nothing"),
    ],
)
def test_who_cannot_go_on_from_a_model_is_told(command, npz, tiny_recipe, recipe, start, reason):
    code, _, complaint = command("train", "--recipe", recipe, "--data", npz, *start)
    assert code == 2 and reason in complaint and "Traceback" not in complaint


def test_progress_goes_to_standard_error(command, npz, tiny_recipe):
    code, printed, progress = command("train", "--recipe", tiny_recipe, "--data", npz)
    assert code == 0
    assert "recipe" in printed and "test accuracy" in printed and "saved" not in printed
    last = progress.splitlines()[-1]
    assert "100%" in last and "step 8/8" in last and "images/s" in last
    assert not user_models_folder().exists()


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_a_bar_on_a_terminal(npz, tiny_recipe, monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main(["train", "--recipe", tiny_recipe, "--data", npz]) == 0
    shown = terminal.getvalue()
    assert shown.count("\n") == 1 and shown.endswith("\n")
    assert re.search(r"\r\[#{24}\] step 8/8", shown)


@pytest.mark.parametrize("stream", [io.StringIO, Terminal], ids=["elsewhere", "on a terminal"])
def test_learning_what_is_no_digit_is_progress_too(stream):
    stream = stream()
    show = doubt_bar(stream)
    show("measuring", 0.0)
    for share in (0.0, 0.55, 1.0):
        show("doubting", share)
    show("measuring", 0.0)
    *_, last = re.split(r"[\r\n]+", stream.getvalue().strip())
    assert "of what is no digit is learnt" in last and ("100%" in last or "#" * 24 in last)
    assert "measuring" not in stream.getvalue() and stream.getvalue().count("learnt") == 3


@pytest.fixture
def mnist_server(file_server, npz, monkeypatch):
    """Has a small MNIST to download; gives what was written to the terminal, on which `answer` is typed."""
    file_server.content = Path(npz).read_bytes()
    from_here = {"address": file_server.address, "sha256": file_server.sha256}
    monkeypatch.setattr(mnist_source, "download_mnist", functools.partial(mnist_source.download_mnist, **from_here))

    def type_answer(answer):
        terminal = Terminal()
        monkeypatch.setattr(sys, "stdin", Terminal(answer))
        monkeypatch.setattr(sys, "stderr", terminal)
        return terminal

    return type_answer


@pytest.mark.parametrize("answer", ["\n", "y\n", "Yes\n"])
def test_who_trains_at_a_terminal_without_mnist_is_asked_and_gets_it(mnist_server, tiny_recipe, user_home, answer):
    terminal = mnist_server(answer)
    assert main(["train", "--recipe", tiny_recipe]) == 0
    shown = terminal.getvalue()
    assert "Download it (11 MB)? [Y/n]" in shown
    assert re.search(r"\r\[#{24}\] [\d.]+ of [\d.]+ MB", shown)
    assert (user_home / "mnist.npz").is_file()


@pytest.mark.parametrize("answer", ["n\n", ""])
def test_nothing_is_downloaded_that_is_not_wished_for(mnist_server, file_server, tiny_recipe, answer):
    terminal = mnist_server(answer)
    assert main(["train", "--recipe", tiny_recipe]) == 2
    assert "MNIST was not found" in terminal.getvalue().splitlines()[-1]
    assert not file_server.asked.is_set()


def test_where_nobody_can_be_asked_nothing_is_downloaded(mnist_server, file_server, command, tiny_recipe, user_home):
    code, printed, complaint = command("train", "--recipe", tiny_recipe)
    assert (code, printed) == (2, "")
    assert_one_line(complaint)
    assert str(user_home) in complaint
    assert not file_server.asked.is_set()


def test_a_failed_download_is_one_line_that_says_what_to_do(mnist_server, file_server, tiny_recipe, user_home):
    file_server.way = "missing"
    terminal = mnist_server("y\n")
    assert main(["train", "--recipe", tiny_recipe]) == 2
    assert "404" in terminal.getvalue().splitlines()[-1]
    assert not (user_home / "mnist.npz").exists()


def test_a_seed_repeats_a_run(answer, npz, tiny_recipe, tmp_path):
    hashes = set()
    for name, seed in (("one", 5), ("same", 5), ("other", 6)):
        answer("train", "--recipe", tiny_recipe, "--data", npz, "--seed", seed, "--save", name, "--into", tmp_path)
        hashes.add(model_store.read_card(tmp_path / name).sha256[model_store.LITERT_FILE])
    assert len(hashes) == 2
    assert not user_models_folder().exists()


def test_of_a_small_data_set_a_fifth_is_kept_for_choosing_as_in_the_dialog(command, npz, monkeypatch):
    monkeypatch.setitem(RECIPES, "hungry", Recipe("hungry", "Hungry", "softmax", 1, 20, 0.01, validation_count=5000))
    code, _, progress = command("train", "--recipe", "hungry", "--data", npz, "--json", "--save", "small")
    assert code == 0, progress
    assert "step 4/4" in progress.splitlines()[-1], "a hundred images, of which twenty are kept, twenty a step"
    card = json.loads((user_models_folder() / "small" / model_store.CARD_FILE).read_text("utf-8"))
    assert card["recipe"]["validation_count"] == 20


def test_too_few_images_for_a_recipe_are_no_reason_to_break_off_with_a_traceback(command, npz, monkeypatch):
    monkeypatch.setitem(RECIPES, "hungry", Recipe("hungry", "Hungry", "softmax", 1, 20, 0.01, validation_count=5000))
    code, printed, complaint = command("train", "--recipe", "hungry", "--data", npz, "--json")
    if code == 0:
        assert 0 <= parsed(printed)["validation_accuracy"] <= 1
    else:
        assert code == 2
        assert_one_line(complaint)


# models


def test_models_are_listed_with_what_is_promised(answer):
    listed = answer("models")
    assert [model["name"] for model in listed] == ["softmax", "mlp", "cnn", "drawn"]
    for model in listed:
        assert set(model) == {"name", "title", "parameters", "test_accuracy", "shipped"}
        assert model["shipped"] is True
        assert isinstance(model["title"], str) and model["parameters"] > 0
        assert 0.9 < model["test_accuracy"] <= 1


def test_a_damaged_model_is_told_and_the_others_are_listed(command):
    (user_models_folder() / "broken").mkdir(parents=True)
    _, printed, complaint = command("models", "--json")
    assert [model["name"] for model in parsed(printed)] == ["softmax", "mlp", "cnn", "drawn"]
    assert_one_line(complaint)
    assert "'broken'" in complaint


def test_without_json_there_is_a_line_for_each_model(command):
    code, printed, complaint = command("models")
    assert (code, complaint) == (0, "")
    names = [line.split()[0] for line in printed.splitlines()]
    assert names == ["softmax", "mlp", "cnn", "drawn"]


# explain


def test_the_evidence_of_softmax_and_its_bias_sum_to_the_logits(answer, seven):
    found = answer("explain", seven, "--model", "softmax")
    assert found.keys() == {"digit", "logits", "bias", "evidence"} and found["digit"] == 7
    evidence = np.array(found["evidence"])
    assert evidence.shape == (10, 28, 28)
    np.testing.assert_allclose(evidence.sum(axis=(1, 2)) + found["bias"], found["logits"], atol=1e-5)
    (read,) = answer("recognize", seven, "--model", "softmax")
    powers = np.exp(found["logits"])
    np.testing.assert_allclose(powers / powers.sum(), read["probabilities"], atol=1e-5)


def test_a_network_is_explained_by_covering_and_has_no_bias(answer, seven):
    found = answer("explain", seven)
    assert found == answer("explain", seven, "--model", model_store.DEFAULT_MODEL)
    assert found["digit"] == 7 and found["bias"] is None and np.argmax(found["logits"]) == 7
    evidence = np.array(found["evidence"])
    assert evidence.shape == (10, 28, 28) and evidence[7].max() > 1


def test_paper_is_no_digit_and_only_the_bias_is_left(answer, blank):
    found = answer("explain", blank, "--model", "softmax")
    assert found["digit"] is None and not np.any(found["evidence"])
    np.testing.assert_allclose(found["logits"], found["bias"], atol=1e-6)


@pytest.mark.parametrize("model", ["softmax", "mlp"])
def test_without_json_there_is_a_line_for_each_digit(command, seven, model):
    code, printed, complaint = command("explain", seven, "--model", model)
    first, _, *rows = printed.splitlines()
    assert (code, complaint) == (0, "") and first.startswith(f"{seven}: 7 (") and model in first
    assert [row.split()[0] for row in rows] == list("0123456789")
    if model == "softmax":
        for row in rows:
            pixels, bias, score = map(float, row.split()[1:])
            assert pixels + bias == pytest.approx(score, abs=0.011)


def test_of_several_digits_none_is_explained(command, tmp_path):
    sevens = np.hstack([picture_of_a_seven(), picture_of_a_seven()])
    cv2.imwrite(str(tmp_path / "sevens.png"), sevens)
    code, printed, complaint = command("explain", "sevens.png", "--json")
    assert (code, printed) == (2, "") and "77" in complaint
    assert_one_line(complaint)


# bad input


def make_files():
    """One bad file of each kind, in the working folder."""
    good = cv2.imencode(".png", picture_of_a_seven())[1].tobytes()
    huge = bytearray(good)
    huge[16:24] = (100_000).to_bytes(4, "big") * 2
    Path("folder").mkdir()
    Path("a file").write_text("in the way")
    Path("empty").touch()
    Path("text.png").write_text("not a picture")
    Path("cut.png").write_bytes(good[: len(good) // 2])
    Path("huge.png").write_bytes(huge)
    Path("cut.npz").write_bytes(b"PK\x03\x04" + bytes(50))
    Path("words.jsonl").write_text("no strokes\n")
    Path("rows.csv").write_text("1,2,3\n")
    Path("list.jsonl").write_text("[1, 2]\n")


@pytest.mark.parametrize(
    "arguments",
    [
        "bogus",
        "--bogus",
        "recognize",
        "recognize --bogus seven.png",
        "recognize nowhere.png",
        "recognize folder",
        "recognize empty",
        "recognize text.png",
        "recognize cut.png",
        "recognize huge.png",
        "recognize seven.png --model nobody",
        "recognize seven.png --model ..",
        "recognize seven.png --model ../x",
        "recognize seven.png --model folder/",
        "recognize seven.png --model /nowhere/model",
        "recognize seven.png --model .hidden",
        "explain",
        "explain nowhere.png",
        "explain text.png",
        "explain seven.png seven.png",
        "explain seven.png --model nobody",
        "evaluate",
        "evaluate --data nowhere.npz",
        "evaluate --data empty",
        "evaluate --data folder",
        "evaluate --data text.png",
        "evaluate --data cut.npz",
        "evaluate --data words.jsonl",
        "evaluate --data list.jsonl",
        "evaluate --data rows.csv",
        "evaluate --data pens.jsonl --limit few",
        "evaluate --data pens.jsonl --limit 0",
        "evaluate --data pens.jsonl --limit -3",
        "evaluate --data pens.jsonl --limit 2 --seed -1",
        "evaluate --data pens.jsonl --perturb turn15 --seed -1",
        "evaluate --data pens.jsonl --seed one",
        "evaluate --data pens.jsonl --writers 99",
        "evaluate --data pens.jsonl --writers ,",
        "evaluate --data pens.jsonl --perturb upside-down",
        "evaluate --data small.npz --perturb half",
        "evaluate --data small.npz --writers 1",
        "evaluate --data pens.jsonl --model nobody",
        "train",
        "train --recipe nothing",
        "train --recipe softmax",
        "train --recipe softmax --data nowhere.npz",
        "train --recipe softmax --data small.npz --data nowhere.npz",
        "train --recipe softmax --data pens.jsonl",
        "train --recipe softmax --data small.npz --seed -1",
        "train --recipe softmax --data small.npz --seed 4294967296",
        "train --recipe softmax --data small.npz --save ../x",
        "train --recipe softmax --data small.npz --save /x",
        "train --recipe softmax --data small.npz --save .x",
        "train --recipe softmax --data small.npz --save cnn",
        "models --bogus",
        "models cnn",
    ],
)
def test_bad_input_is_one_line_and_code_two(command, npz, strokes, seven, arguments):
    make_files()
    before = sorted(Path().rglob("*"))
    code, printed, complaint = command(*arguments.split())
    assert code == 2
    assert printed == ""
    assert_one_line(complaint)
    assert sorted(Path().rglob("*")) == before


def test_an_empty_name_is_no_model(command, seven):
    code, _, complaint = command("recognize", seven, "--model", "")
    assert code == 2
    assert_one_line(complaint)


def test_a_place_where_nothing_can_be_saved_is_told_before_the_run_and_not_after_it(command, npz, tiny_recipe):
    Path("a file").write_text("in the way")
    code, printed, complaint = command(
        "train", "--recipe", tiny_recipe, "--data", npz, "--save", "x", "--into", "a file"
    )
    assert (code, printed) == (2, "")
    assert_one_line(complaint)


def test_a_complaint_about_an_odd_name_is_still_one_line(command):
    code, _, complaint = command("recognize", "two\nlines.png")
    assert code == 2
    assert_one_line(complaint)


@pytest.mark.parametrize("use", ["recognize seven.png", "evaluate --data pens.jsonl", "explain seven.png"])
def test_a_classifier_that_gives_no_numbers_is_told(command, seven, strokes, fake, monkeypatch, use):
    """A stranger's model may pass every check of its files and still give NaN."""
    monkeypatch.setattr(fake, "classify", lambda images: np.full((len(images), 10), np.nan, np.float32))
    code, _, complaint = command(*use.split(), "--json")
    assert code == 2
    assert_one_line(complaint)


def test_an_interrupted_command_says_so_by_its_code(command, seven, monkeypatch):
    def interrupted(card):
        raise KeyboardInterrupt

    monkeypatch.setattr(model_store, "load_classifier", interrupted)
    assert command("recognize", seven) == (130, "", "")


def test_help_and_version_are_no_errors(command):
    assert command("--version") == (0, f"digitpad {digitpad.__version__}\n", "")
    code, printed, complaint = command("--help")
    assert (code, complaint) == (0, "")
    for name in ("recognize", "evaluate", "train", "models", "explain", "--demo"):
        assert name in printed
    assert "--perturb" in command("evaluate", "--help")[1]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a screen")
def test_without_a_screen_the_window_is_not_opened_and_the_demo_is_offered(command, monkeypatch):
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    code, printed, complaint = command()
    assert (code, printed) == (2, "")
    assert_one_line(complaint)
    assert "screen" in complaint and "--demo" in complaint


# in a process of its own


def test_the_shell_gets_the_code_the_document_and_the_complaint(seven, tmp_path):
    done = in_a_process("recognize", seven, "nowhere.png", "--json", cwd=tmp_path)
    assert done.returncode == 2
    assert [result["status"] for result in parsed(done.stdout)] == ["digit", "error"]
    assert_one_line(done.stderr)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")
@pytest.mark.parametrize("options", [(), ("--json",)], ids=["line", "JSON"])
def test_a_file_name_that_is_no_text_is_read_too(seven, tmp_path, options):
    """Such names are left over from times before UTF-8; most desktops' locales are strict about them."""
    name = os.fsdecode(b"sieben \xfc.png")
    (tmp_path / seven).rename(tmp_path / name)
    done = in_a_process("recognize", name, *options, cwd=tmp_path, PYTHONIOENCODING="utf-8:strict")
    assert done.returncode == 0, done.stderr
    assert "7" in done.stdout and done.stderr == ""


@pytest.mark.parametrize("options", [(), ("--json",)], ids=["lines", "JSON"])
def test_a_terminal_without_unicode_gets_an_answer_too(tmp_path, options):
    """Output into a file or a pipe is such a terminal on Windows."""
    folder = user_models_folder() / "mine"
    folder.mkdir(parents=True)
    card = json.loads((models_folder() / "softmax" / model_store.CARD_FILE).read_text("utf-8"))
    card = card | {"title": "数字", "metrics": card["metrics"] | {"test_accuracy": None}}
    (folder / model_store.CARD_FILE).write_text(json.dumps(card), "utf-8")
    done = in_a_process("models", *options, cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "mine" in done.stdout and done.stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break differently there")
def test_a_reader_that_has_gone_is_no_error(tmp_path):
    reading_end, writing_end = os.pipe()
    os.close(reading_end)
    try:
        done = in_a_process("models", "--json", cwd=tmp_path, stdout=writing_end)
    finally:
        os.close(writing_end)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_demo_prints_ten_probabilities_and_leaves_a_picture(tmp_path):
    done = in_a_process("--demo", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    rows = [line.split() for line in done.stdout.splitlines()[:10]]
    assert [row[0] for row in rows] == list("0123456789")
    probabilities = [float(row[1]) for row in rows]
    assert sum(probabilities) == pytest.approx(1, abs=1e-4)
    assert np.argmax(probabilities) == 7
    assert [path.name for path in tmp_path.iterdir()] == ["screenshot.png"]
    picture = cv2.imread(str(tmp_path / "screenshot.png"))
    assert picture.shape[0] >= 500 and picture.shape[1] >= 800
    assert picture.std() > 5, "the picture shows nothing"


def test_a_demo_that_cannot_leave_its_picture_says_so(tmp_path):
    (tmp_path / "screenshot.png").mkdir()
    done = in_a_process("--demo", cwd=tmp_path)
    assert done.returncode == 2
    assert_one_line(done.stderr.splitlines(keepends=True)[-1])
    assert "screenshot.png" in done.stderr and "Traceback" not in done.stderr
