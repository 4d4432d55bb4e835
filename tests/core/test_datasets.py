import gzip
import io
import json
import os
import pickle
import struct
import time
import tracemalloc
import zipfile
from pathlib import Path

import cv2
import numpy as np
import pytest

from digitpad.core.datasets import load
from digitpad.core.drawing import drawing_from_row
from digitpad.core.errors import InputError
from digitpad.core.preprocess import drawing_to_input
from digitpad.core.stroke_files import read_drawings

IMAGES = np.random.default_rng(7).integers(0, 256, (5, 28, 28), np.uint8)
LABELS = np.array([7, 0, 9, 3, 7], np.uint8)
TEST_IMAGES, TEST_LABELS = IMAGES[::-1].copy(), LABELS[::-1].copy()


@pytest.fixture(autouse=True)
def no_data_folders(monkeypatch, tmp_path):
    monkeypatch.delenv("DIGITPAD_DATA", raising=False)
    monkeypatch.setenv("DIGITPAD_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))


def write_npz(path, **changes):
    arrays = {"x_train": IMAGES, "y_train": LABELS, "x_test": TEST_IMAGES, "y_test": TEST_LABELS} | changes
    np.savez_compressed(path, **{key: array for key, array in arrays.items() if array is not None})
    return path


def idx_bytes(array, claimed=None):
    shape = (len(array) if claimed is None else claimed, *array.shape[1:])
    return bytes([0, 0, 8, array.ndim]) + struct.pack(f">{array.ndim}I", *shape) + array.tobytes()


def write_idx(folder, joint="-", ending="", part="t10k", images=TEST_IMAGES, labels=TEST_LABELS):
    folder.mkdir(exist_ok=True)
    pack = gzip.compress if ending == ".gz" else bytes
    for kind, dimensions, array in (("images", 3, images), ("labels", 1, labels)):
        (folder / f"{part}-{kind}{joint}idx{dimensions}-ubyte{ending}").write_bytes(pack(idx_bytes(array)))
    return folder


def csv_lines(images=IMAGES, labels=LABELS):
    return [",".join(map(str, [label, *image.ravel()])) for image, label in zip(images, labels, strict=True)]


def write_lines(path, lines):
    text = "\n".join(lines) + "\n"
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def stroke_row(label=1, writer="1", x=250, **changes):
    return {"label": label, "writer": writer, "box": 500, "strokes": [[[x, 100], [x + 20, 250], [x, 400]]]} | changes


def write_strokes(path, rows):
    return write_lines(path, [json.dumps(row) for row in rows])


def refused(path, code="data_damaged", **options):
    """The message with which a data set is refused, checked for what every message owes."""
    with pytest.raises(InputError) as error:
        load(path, **options)
    message = str(error.value)
    assert error.value.code == code, message
    assert "\n" not in message
    return message


def refused_cheaply(path):
    """The same, for a data set that must not fill the memory first."""
    tracemalloc.start()
    message = refused(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20e6
    return message


# npz


def test_npz_gives_the_half_that_is_asked_for_untouched(tmp_path):
    path = write_npz(tmp_path / "mnist.npz")
    test, train = load(path), load(path, "train")
    np.testing.assert_array_equal(test.images, TEST_IMAGES)
    np.testing.assert_array_equal(train.images, IMAGES)
    assert train.labels.tolist() == LABELS.tolist() and test.labels.tolist() == TEST_LABELS.tolist()
    assert (train.images.dtype, train.labels.dtype) == (np.uint8, np.int64)
    assert (train.name, train.writers) == ("mnist.npz", ())


def test_npz_arrays_stored_by_column_come_in_the_right_order(tmp_path):
    path = write_npz(tmp_path / "mnist.npz", x_test=np.asfortranarray(TEST_IMAGES))
    np.testing.assert_array_equal(load(path).images, TEST_IMAGES)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"x_test": None}, "'x_test'"),
        ({"y_test": None}, "'y_test'"),
        ({"x_test": TEST_IMAGES / 255}, "float64"),
        ({"x_test": TEST_IMAGES[:, :14]}, "(5, 14, 28)"),
        ({"x_test": np.uint8(3)}, "'x_test'"),
        ({"y_test": TEST_LABELS[:3]}, "3 labels for 5 images"),
        ({"y_test": np.array([1, 2, 10, 3, 4])}, "row 3 is 10"),
        ({"y_test": np.array([1, 2, 1, -1, 4])}, "row 4 is -1"),
        ({"y_test": np.eye(5)}, "'y_test'"),
    ],
)
def test_npz_with_strange_arrays_is_refused(tmp_path, changes, said):
    message = refused(write_npz(tmp_path / "mnist.npz", **changes))
    assert said in message and "mnist.npz" in message


class Dangerous:
    def __reduce__(self):
        return (os.mkdir, ("unpickled",))


def test_npz_with_python_objects_is_refused_and_nothing_in_it_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    objects = np.empty(5, object)
    objects[:] = Dangerous()
    path = tmp_path / "mnist.npz"
    np.savez(path, x_test=objects, y_test=TEST_LABELS)
    assert "Python objects" in refused(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x_test.npy", pickle.dumps(Dangerous()))
    refused(path)
    assert not Path("unpickled").exists()


def npy_header(shape, descr="'|u1'"):
    header = f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}".encode()
    header += b" " * (63 - (len(header) + 10) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header


@pytest.mark.parametrize("length", ["4000000000", "400000, 28", "-5", "10", "2"])
def test_npz_whose_header_lies_takes_no_memory(tmp_path, length):
    path = tmp_path / "mnist.npz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x_test.npy", npy_header(f"({length}, 28, 28)") + TEST_IMAGES.tobytes())
    message = refused_cheaply(path)
    assert "'x_test'" in message


def test_npz_that_unfolds_to_more_than_its_header_says_is_not_unfolded(tmp_path):
    path = tmp_path / "mnist.npz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x_test.npy", npy_header("(5, 28, 28)") + bytes(50_000_000))
    message = refused_cheaply(path)
    assert "goes on" in message


@pytest.mark.parametrize(
    "header", [b"", b"\x93NUMPY", npy_header("(" * 500), npy_header("5, 'a"), npy_header("()", "1")]
)
def test_npz_with_a_broken_header_is_refused(tmp_path, header):
    path = tmp_path / "mnist.npz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x_test.npy", header)
    refused(path)


# IDX


@pytest.mark.parametrize("joint", ["-", "."])
@pytest.mark.parametrize("ending", ["", ".gz"])
def test_idx_folders_are_read_under_all_their_names(tmp_path, joint, ending):
    folder = write_idx(tmp_path / "mnist", joint, ending)
    write_idx(folder, joint, ending, "train", IMAGES, LABELS)
    test, train = load(folder), load(folder, "train")
    np.testing.assert_array_equal(test.images, TEST_IMAGES)
    np.testing.assert_array_equal(train.images, IMAGES)
    assert train.labels.tolist() == LABELS.tolist() and test.labels.tolist() == TEST_LABELS.tolist()


def test_idx_folder_without_the_wanted_half_says_which_file_is_missing(tmp_path):
    folder = write_idx(tmp_path / "mnist")
    assert "train-images-idx3-ubyte" in refused(folder, part="train")
    (folder / "t10k-labels-idx1-ubyte").unlink()
    assert "t10k-labels-idx1-ubyte" in refused(folder)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"GIF89a and so on", "does not begin like an IDX file of images"),
        (idx_bytes(TEST_LABELS), "does not begin like an IDX file of images"),
        (idx_bytes(TEST_IMAGES)[:9], "ends within its header"),
        (idx_bytes(TEST_IMAGES)[:-1], "5 rows, but it ends after 3,919 of 3,920 bytes"),
        (idx_bytes(TEST_IMAGES, claimed=100_000), "100,000 rows, but it ends after 3,920"),
        (idx_bytes(TEST_IMAGES, claimed=4_294_967_295), "4,294,967,295"),
        (idx_bytes(TEST_IMAGES, claimed=4), "goes on"),
        (idx_bytes(TEST_IMAGES[:, :14]), "14 × 28"),
        (b"", "does not begin like an IDX file of images"),
        (gzip.compress(idx_bytes(TEST_IMAGES))[:-100], "cut short"),
        (b"\x1f\x8b but not gzip", "damaged"),
    ],
)
def test_damaged_idx_files_are_refused_with_file_and_reason(tmp_path, content, said):
    folder = write_idx(tmp_path / "mnist")
    (folder / "t10k-images-idx3-ubyte").write_bytes(content)
    message = refused_cheaply(folder)
    assert said in message and "t10k-images-idx3-ubyte" in message


def test_idx_labels_must_fit_the_images_and_be_digits(tmp_path):
    assert "4 labels for 5 images" in refused(write_idx(tmp_path / "a", labels=TEST_LABELS[:4]))
    message = refused(write_idx(tmp_path / "b", labels=np.array([1, 2, 3, 4, 10], np.uint8)))
    assert "label 5 is 10" in message and "t10k-labels" in message


# CSV


@pytest.mark.parametrize("heading", [[], [",".join(["label", *(f"pixel{index}" for index in range(784))])]])
def test_csv_is_read_with_and_without_a_heading(tmp_path, heading):
    data = load(write_lines(tmp_path / "digits.csv", heading + csv_lines()))
    np.testing.assert_array_equal(data.images, IMAGES)
    assert data.labels.tolist() == LABELS.tolist()
    assert (data.images.dtype, data.labels.dtype) == (np.uint8, np.int64)


def test_csv_may_have_quotes_spaces_points_blank_lines_a_mark_in_front_and_windows_line_ends(tmp_path):
    lines = csv_lines()
    lines[0] = "\ufeff" + lines[0]
    lines[1] = ", ".join(f'"{field}"' for field in lines[1].split(","))
    lines[2] = ",".join(f"{field}.0" for field in lines[2].split(","))
    path = write_lines(tmp_path / "digits.csv", [])
    path.write_bytes("\r\n".join([*lines, "", ""]).encode())
    data = load(path)
    np.testing.assert_array_equal(data.images, IMAGES)
    assert data.labels.tolist() == LABELS.tolist()


def test_csv_is_recognised_without_its_ending_and_packed(tmp_path):
    for name in ("digits", "digits.csv.gz", "digits.gz"):
        np.testing.assert_array_equal(load(write_lines(tmp_path / name, csv_lines())).images, IMAGES)


def with_field(line, column, text):
    fields = line.split(",")
    fields[column] = text
    return ",".join(fields)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda line: line + ",0", "line 3 has 786 columns instead of 785"),
        (lambda line: line.rpartition(",")[0], "line 3 has 784 columns instead of 785"),
        (lambda line: line.replace(",", ";"), "line 3 has 1 columns"),
        (lambda line: with_field(line, 4, "256"), "line 3, column 5: '256'"),
        (lambda line: with_field(line, 4, "-1"), "line 3, column 5: '-1'"),
        (lambda line: with_field(line, 4, "nan"), "line 3, column 5: 'nan'"),
        (lambda line: with_field(line, 4, "inf"), "line 3, column 5: 'inf'"),
        (lambda line: with_field(line, 4, "0.5"), "line 3, column 5: '0.5'"),
        (lambda line: with_field(line, 4, ""), "line 3, column 5: ''"),
        (lambda line: with_field(line, 4, "dog"), "line 3, column 5: 'dog'"),
        (lambda line: with_field(line, 0, "10"), "line 3: the label 10"),
        (lambda line: with_field(line, 0, "seven"), "line 3, column 1: 'seven'"),
        (lambda line: line + "0" * 100_000, "line 3 is too long"),
        (lambda line: "\0" * 50, "line 3 has 1 columns"),
    ],
)
def test_a_bad_row_of_a_csv_is_named(tmp_path, spoil, said):
    lines = csv_lines()
    lines[2] = spoil(lines[2])
    assert said in refused(write_lines(tmp_path / "digits.csv", lines))


def test_sixty_thousand_rows_of_csv_load_in_under_five_seconds(tmp_path):
    rng = np.random.default_rng(0)
    images = np.where(rng.random((2000, 784)) < 0.2, rng.integers(0, 256, (2000, 784)), 0)
    path = write_lines(tmp_path / "digits.csv", csv_lines(images, np.arange(2000) % 10))
    seconds = []
    for _ in range(3):
        begin = time.process_time()  # of this process alone, whatever else the machine does
        data = load(path)
        seconds.append(time.process_time() - begin)
    assert min(seconds) * 30 < 5
    np.testing.assert_array_equal(data.images.reshape(2000, 784), images)


# folders of images


def write_picture(path, ink=0, paper=255, x=60):
    picture = np.full((120, 120), paper, np.uint8)
    cv2.line(picture, (x, 30), (x, 90), ink, 9)
    path.parent.mkdir(parents=True, exist_ok=True)
    assert cv2.imwrite(str(path), picture)


def test_a_folder_of_images_is_preprocessed_and_labelled_by_its_sub_folders(tmp_path):
    folder = tmp_path / "scans"
    write_picture(folder / "1" / "dark on light.png")
    write_picture(folder / "1" / "light on dark, elsewhere.png", ink=255, paper=0, x=40)
    write_picture(folder / "7" / "blank.png", ink=255)
    (folder / "notes.txt").write_text("not a picture, and not in a sub-folder")
    (folder / "1" / ".hidden").write_text("left by the system")
    data = load(folder)
    assert data.labels.tolist() == [1, 7, 1]
    assert (data.images.shape, data.images.dtype) == ((3, 28, 28), np.uint8)
    assert np.abs(data.images[0].astype(int) - data.images[2]).max() < 30
    rows = np.flatnonzero(data.images[0].max(axis=1) > 127)
    assert 18 <= len(rows) <= 21, "the line fills the digit's box"
    assert not data.images[1].any(), "a blank picture stays in the count"


def test_the_first_images_of_a_folder_are_of_all_labels(tmp_path):
    for digit in range(3):
        for number in range(4):
            write_picture(tmp_path / "scans" / str(digit) / f"{number}.png")
    assert load(tmp_path / "scans", limit=5).labels.tolist() == [0, 1, 2, 0, 1]


def test_damaged_pictures_and_strange_folders_are_named(tmp_path):
    folder = tmp_path / "scans"
    write_picture(folder / "1" / "good.png")
    (folder / "1" / "text.png").write_text("no picture")
    with pytest.raises(InputError, match=r"text\.png"):
        load(folder)
    (folder / "1" / "text.png").unlink()
    (folder / "cats").mkdir()
    assert "'cats'" in refused(folder)


def test_a_folder_whose_sub_folders_are_empty_says_so(tmp_path):
    (tmp_path / "scans" / "0").mkdir(parents=True)
    refused(tmp_path / "scans", "data_empty")


# stroke files


@pytest.mark.parametrize("name", ["pens.jsonl", "pens.jsonl.gz", "pens", "pens.txt"])
def test_a_stroke_file_is_preprocessed_like_what_is_on_the_canvas(tmp_path, name):
    rows = [stroke_row(1, "a"), stroke_row(7, "b", x=100), stroke_row(3, "c", strokes=[])]
    data = load(write_strokes(tmp_path / name, rows))
    assert (data.labels.tolist(), data.writers) == ([1, 7, 3], ("a", "b", "c"))
    for image, row in zip(data.images[:2], rows[:2], strict=True):
        np.testing.assert_array_equal(image, np.rint(drawing_to_input(drawing_from_row(row)) * 255))
    assert not data.images[2].any(), "a blank drawing stays in the count"


def test_writers_may_be_chosen_and_may_be_missing_or_numbers(tmp_path):
    rows = [stroke_row(1, "a"), stroke_row(2, 12), stroke_row(3, "a"), {**stroke_row(4), "writer": ""}]
    del rows[3]["writer"]
    path = write_strokes(tmp_path / "pens.jsonl", rows)
    assert load(path).writers == ("a", "12", "a", "")
    assert load(path, writers=["12"]).labels.tolist() == [2]
    assert load(path, writers=["12", "a"], limit=2).labels.tolist() == [1, 2]


def test_unknown_writers_are_named(tmp_path):
    path = write_strokes(tmp_path / "pens.jsonl", [stroke_row(1, "a"), stroke_row(2, "b")])
    message = refused(path, "option_bad", writers=["a", "x", "y"], limit=1)
    assert "x, y" in message and "--writers" in message
    load(path, writers=["a", "b"], limit=1)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 2 is not JSON"),
        ('{"label": 1, "box": 500, "strokes": [[[1, 2', "line 2 is not JSON"),
        ("[" * 100_000, "line 2 is not JSON"),
        ('{"label": ' + "1" * 5000 + "}", "line 2 is not JSON"),
        ("7", "line 2: it is not an object"),
        (json.dumps(stroke_row(box=0)), "line 2: 'box'"),
        (json.dumps(stroke_row(strokes=None)), "line 2: 'strokes'"),
        (json.dumps(stroke_row(strokes=[[[1e300, 0]]])), "line 2: a stroke"),
        (json.dumps(stroke_row(label=None)), "line 2: 'label'"),
        (json.dumps(stroke_row(label="7")), "line 2: 'label'"),
        (json.dumps(stroke_row(label=10)), "line 2: 'label'"),
        (json.dumps(stroke_row(label=True)), "line 2: 'label'"),
        (json.dumps(stroke_row(label=7.0)), "line 2: 'label'"),
        (json.dumps(stroke_row(writer=["a"])), "line 2: 'writer'"),
    ],
)
def test_a_bad_line_of_a_stroke_file_is_named(tmp_path, line, said):
    path = write_lines(tmp_path / "pens.jsonl", [json.dumps(stroke_row()), line, json.dumps(stroke_row())])
    message = refused(path)
    assert said in message and "pens.jsonl" in message


def test_a_row_without_a_label_is_refused(tmp_path):
    row = stroke_row()
    del row["label"]
    assert "line 1: 'label'" in refused(write_strokes(tmp_path / "pens.jsonl", [row]))


def test_a_packed_stroke_file_that_is_cut_short_or_not_packed_is_refused(tmp_path):
    path = write_strokes(tmp_path / "pens.jsonl.gz", [stroke_row()] * 50)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "cut short" in refused(path)
    path.write_bytes(b"no gzip and no JSON")
    assert "line 1" in refused(path)


def test_drawings_can_be_read_one_by_one(tmp_path):
    path = write_lines(tmp_path / "pens.jsonl", [json.dumps(stroke_row(4, "w")), "", json.dumps(stroke_row(5, "v"))])
    assert [(row.line, row.label, row.writer) for row in read_drawings(path)] == [(1, 4, "w"), (3, 5, "v")]


# perturbations


def test_a_drawing_is_perturbed_in_the_same_way_whichever_others_are_chosen(tmp_path):
    rows = [stroke_row(digit, str(digit % 2), x=100 + 20 * digit) for digit in range(10)]
    path = write_strokes(tmp_path / "pens.jsonl", rows)
    plain, turned = load(path), load(path, perturb=["turn15"], seed=3)
    assert (plain.images != turned.images).any(axis=(1, 2)).all()
    odd = load(path, writers=["1"], perturb=["turn15"], seed=3)
    np.testing.assert_array_equal(odd.images, turned.images[1::2])
    assert (load(path, perturb=["turn15"], seed=4).images != turned.images).any()
    np.testing.assert_array_equal(load(path, perturb=["turn15"]).images, load(path, perturb=["turn15"], seed=0).images)


def test_unknown_perturbations_are_named(tmp_path):
    path = write_strokes(tmp_path / "pens.jsonl", [stroke_row()])
    assert "'upside'" in refused(path, "option_bad", perturb=["half", "upside"])


def test_writers_and_perturbations_need_strokes(tmp_path):
    path = write_npz(tmp_path / "mnist.npz")
    assert "--writers" in refused(path, "strokes_needed", writers=["1"])
    assert "--perturb" in refused(path, "strokes_needed", perturb=["half"])


# which digits


def write_every_kind(tmp_path):
    images = np.repeat(np.arange(20, dtype=np.uint8), 784).reshape(20, 28, 28)
    labels = (np.arange(20) % 10).astype(np.uint8)
    for index in range(20):
        write_picture(tmp_path / "scans" / str(index % 10) / f"{index:02}.png")
    rows = [stroke_row(int(label), str(index)) for index, label in enumerate(labels)]
    return [
        write_npz(tmp_path / "mnist.npz", x_test=images, y_test=labels),
        write_idx(tmp_path / "idx", images=images, labels=labels),
        write_lines(tmp_path / "digits.csv", csv_lines(images, labels)),
        tmp_path / "scans",
        write_strokes(tmp_path / "pens.jsonl", rows),
    ]


def test_a_limit_takes_the_first_ones_and_with_a_seed_a_random_choice_of_every_kind(tmp_path):
    for path in write_every_kind(tmp_path):
        whole, first = load(path), load(path, limit=7)
        assert len(whole.labels) == len(whole.images) == 20
        assert first.labels.tolist() == list(range(7))
        np.testing.assert_array_equal(first.images, whole.images[:7])
        some = load(path, limit=7, seed=1)
        assert len(some.labels) == len(some.images) == 7
        assert some.labels.tolist() == load(path, limit=7, seed=1).labels.tolist()
        assert some.labels.tolist() != first.labels.tolist()
        assert len(load(path, limit=1000, seed=1).labels) == 20
        if whole.writers:
            assert [int(writer) % 10 for writer in some.writers] == some.labels.tolist()
        assert "--limit" in refused(path, "option_bad", limit=0)


# finding and recognising


def test_what_is_missing_empty_or_unknown_is_said(tmp_path):
    (tmp_path / "empty.npz").touch()
    (tmp_path / "letter.txt").write_text("Dear all,\n")
    (tmp_path / "folder").mkdir()
    refused(tmp_path / "nowhere.npz", "data_missing")
    refused(tmp_path / ("long" * 100), "file_unreadable")
    refused(tmp_path / "empty.npz", "file_empty")
    refused(tmp_path / "letter.txt", "data_unknown")
    refused(tmp_path / "folder", "data_unknown")
    refused(write_lines(tmp_path / "blank.jsonl", [""]), "data_empty")
    refused(write_lines(tmp_path / "heading.csv", [",".join(["label"] * 785)]), "data_empty")
    empty = write_npz(tmp_path / "none.npz", x_test=TEST_IMAGES[:0], y_test=TEST_LABELS[:0])
    refused(empty, "data_empty")


def test_a_name_is_also_looked_for_in_the_data_folder(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    write_npz(tmp_path / "data" / "digits.npz")
    refused(Path("digits.npz"), "data_missing")
    monkeypatch.setenv("DIGITPAD_DATA", str(tmp_path / "data"))
    assert len(load("digits.npz").labels) == 5


def test_flipped_bytes_never_end_in_anything_but_a_sentence(tmp_path):
    rng = np.random.default_rng(0)
    stored = io.BytesIO()
    np.savez(stored, x_test=TEST_IMAGES, y_test=TEST_LABELS)
    kinds = {
        "a.npz": write_npz(tmp_path / "a.npz").read_bytes(),
        "b.npz": stored.getvalue(),
        "c.jsonl.gz": write_strokes(tmp_path / "c.jsonl.gz", [stroke_row()] * 3).read_bytes(),
        "d.jsonl": write_strokes(tmp_path / "d.jsonl", [stroke_row()] * 3).read_bytes(),
        "e.csv": write_lines(tmp_path / "e.csv", csv_lines()).read_bytes(),
    }
    outcomes = set()
    for name, content in kinds.items():
        for _ in range(150):
            spoilt = bytearray(content)
            # The ends of a zip and the beginnings of all carry the structure.
            place = int(rng.choice([rng.integers(len(spoilt)), rng.integers(150), len(spoilt) - 1 - rng.integers(400)]))
            spoilt[place % len(spoilt)] = rng.integers(256)
            (tmp_path / name).write_bytes(spoilt[: rng.integers(len(spoilt))] if rng.random() < 0.2 else spoilt)
            try:
                load(tmp_path / name)
                outcomes.add("loaded")
            except InputError as error:
                outcomes.add(error.code)
    assert {"loaded", "data_damaged"} <= outcomes


# the real data

DATA = Path(os.environ.get("DIGITPAD_DATA", "no data folder"))


@pytest.mark.skipif(not (DATA / "mnist.npz").is_file(), reason="no mnist.npz in DIGITPAD_DATA")
def test_mnist_loads_whole():
    data = load(DATA / "mnist.npz")
    assert data.images.shape == (10_000, 28, 28)
    assert np.bincount(data.labels).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


@pytest.mark.skipif(not (DATA / "pen_strokes.jsonl.gz").is_file(), reason="no pen_strokes.jsonl.gz in DIGITPAD_DATA")
def test_pen_strokes_load_whole():
    data = load(DATA / "pen_strokes.jsonl.gz")
    assert data.images.shape == (7_494, 28, 28)
    assert len(set(data.writers)) == 30
    assert data.images.any(axis=(1, 2)).all(), "none of them is blank"


# a wish to stop


def after(times):
    """A wish to stop that comes true when it is asked for once more than so many times."""
    asked = iter(range(times))
    return lambda: next(asked, None) is None


@pytest.mark.parametrize("ending", ["csv", "csv.gz"])
def test_a_csv_is_left_in_the_middle_with_the_rows_that_were_read(tmp_path, ending):
    path = write_lines(tmp_path / f"digits.{ending}", [*(60 * csv_lines()), "no row of pixels"])
    for asked, read in ((0, 99), (1, 199)):
        data = load(path, should_stop=after(asked))
        assert data.labels.tolist() == (40 * LABELS.tolist())[:read]
        np.testing.assert_array_equal(data.images[-5:], np.roll(IMAGES, 1, axis=0))


def test_a_folder_of_pictures_is_left_in_the_middle_with_those_that_were_read(tmp_path):
    for digit in (3, 5):
        (tmp_path / "folder" / str(digit)).mkdir(parents=True)
        for name in "ab":
            cv2.imwrite(
                str(tmp_path / "folder" / str(digit) / f"{name}.png"), 255 - cv2.line(blank(), (9, 5), (9, 50), 255, 5)
            )
    assert load(tmp_path / "folder").labels.tolist() == [3, 5, 3, 5]
    data = load(tmp_path / "folder", should_stop=after(3))
    assert data.labels.tolist() == [3, 5, 3] and len(data.images) == 3


def blank():
    return np.zeros((60, 60), np.uint8)
