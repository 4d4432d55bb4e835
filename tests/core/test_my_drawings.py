import errno
import gzip
import io
import json
import os

import numpy as np
import pytest

from digitpad.core.datasets import load
from digitpad.core.drawing import Drawing, Stroke, drawing_from_row
from digitpad.core.errors import InputError
from digitpad.core.my_drawings import add_drawing, count_drawings, relabel_drawing, remove_last_drawing
from digitpad.core.preprocess import drawing_to_input
from digitpad.core.stroke_files import read_drawings
from digitpad.paths import my_drawings_file

SEVEN = Drawing((Stroke.from_points([[150, 110], [350, 110], [220, 400]]),))
ONE = Drawing((Stroke.from_points([[250, 100], [250, 400]]),), width=30.0)


@pytest.fixture
def mine(user_home):
    """The file of two drawings, a 7 and a 1."""
    add_drawing(SEVEN, 7)
    add_drawing(ONE, 1)
    return my_drawings_file()


def labels():
    return [labelled.label for labelled in read_drawings(my_drawings_file())]


def assert_read_alike(one, other):
    np.testing.assert_allclose(drawing_to_input(one), drawing_to_input(other), atol=1e-4)


def test_what_was_added_is_read_back_in_order_and_is_mine(mine):
    first, second = read_drawings(mine)
    assert [first.label, second.label] == [7, 1]
    assert {first.writer, second.writer} == {"me"}
    assert_read_alike(first.drawing, SEVEN)
    assert_read_alike(second.drawing, ONE)


def test_they_are_a_data_set(mine):
    data = load(mine)
    assert data.labels.tolist() == [7, 1] and data.writers == ("me", "me")
    assert data.images[0].max() > 200


def test_an_opened_picture_comes_back_with_the_ink_over_it(user_home):
    rng = np.random.default_rng(3)
    picture = rng.integers(0, 256, (90, 90, 3), np.uint8)
    add_drawing(SEVEN._replace(image=picture), 7)
    add_drawing(Drawing(image=picture), 3)
    both, alone = read_drawings(my_drawings_file())
    np.testing.assert_array_equal(both.drawing.image, picture)
    assert len(both.drawing.strokes) == 1 and alone.drawing.strokes == ()


def test_a_picture_of_a_data_set_on_the_canvas_can_be_added(user_home):
    add_drawing(Drawing(image=np.full((28, 28, 3), 200, np.uint8)), 4)
    assert load(my_drawings_file()).labels.tolist() == [4]


def test_where_nothing_was_added_there_is_nothing(user_home):
    assert count_drawings() == 0
    assert remove_last_drawing() is None
    assert not my_drawings_file().exists()


def test_the_last_one_is_taken_back_until_none_is_left(mine):
    assert count_drawings() == 2
    assert remove_last_drawing() == 1
    assert (count_drawings(), labels()) == (1, [7])
    assert remove_last_drawing() == 7
    assert remove_last_drawing() is None
    assert (count_drawings(), labels()) == (0, [])
    add_drawing(ONE, 1)
    assert labels() == [1]


def test_lines_longer_than_what_is_read_at_a_time_are_taken_back_whole(mine):
    long = Drawing((Stroke.from_points(np.random.default_rng(0).uniform(0, 500, (20_000, 2))),))
    add_drawing(long, 5)
    add_drawing(long, 6)
    assert my_drawings_file().stat().st_size > 3 << 17
    assert [remove_last_drawing(), remove_last_drawing()] == [6, 5]
    assert labels() == [7, 1]


def test_a_drawing_is_on_the_disk_before_it_counts_as_added(user_home, monkeypatch):
    synced = []
    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: (synced.append(os.fstat(descriptor)), fsync(descriptor)))
    add_drawing(SEVEN, 7)
    file = my_drawings_file()
    sizes = {status.st_ino: status.st_size for status in synced}
    assert sizes[file.stat().st_ino] == file.stat().st_size
    assert file.parent.stat().st_ino in sizes, "the name of a new file is lost with its folder"


@pytest.mark.parametrize(("drawing", "label"), [(Drawing(), 3), (SEVEN, 10), (SEVEN, -1), (SEVEN, None)])
def test_what_is_no_labelled_drawing_is_not_added(user_home, drawing, label):
    with pytest.raises(ValueError):
        add_drawing(drawing, label)
    assert not my_drawings_file().exists()


# power cuts


def cuts(mine):
    """The last line as a power cut may leave it: any beginning of it, also with room that was never written."""
    whole = mine.read_bytes()
    begin = whole.rfind(b"\n", 0, len(whole) - 1) + 1
    for end in (begin, begin + 1, begin + 20, (begin + len(whole)) // 2, len(whole) - 2):
        yield whole[:end]
        yield whole[:end] + bytes(17)


@pytest.mark.parametrize("number", range(10))
def test_a_half_written_last_line_loses_that_line_alone(mine, number):
    cut = list(cuts(mine))[number]
    mine.write_bytes(cut)
    assert (labels(), count_drawings()) == ([7], 1)
    assert load(mine).labels.tolist() == [7]
    add_drawing(ONE, 2)
    assert (labels(), count_drawings()) == ([7, 2], 2)
    lines = mine.read_bytes().splitlines()
    assert [drawing_from_row(json.loads(line)).is_empty for line in lines] == [False, False]


def test_a_line_of_which_the_end_alone_is_missing_is_whole(mine):
    mine.write_bytes(mine.read_bytes().removesuffix(b"\n"))
    assert (labels(), count_drawings()) == ([7, 1], 2)
    add_drawing(ONE, 2)
    assert labels() == [7, 1, 2]


def test_taking_back_after_a_power_cut_takes_the_last_whole_one(mine):
    mine.write_bytes(mine.read_bytes()[:-30])
    assert remove_last_drawing() == 7
    assert mine.read_bytes() == b""


def test_a_cut_within_the_only_line_leaves_none(user_home):
    add_drawing(SEVEN, 7)
    file = my_drawings_file()
    file.write_bytes(file.read_bytes()[:25])
    assert (labels(), count_drawings()) == ([], 0)
    add_drawing(ONE, 1)
    assert labels() == [1]


def test_a_cut_line_is_told_anywhere_else(mine, tmp_path):
    content = mine.read_bytes()[:-30]
    other = tmp_path / "other.jsonl"
    other.write_bytes(content)
    packed = io.BytesIO()
    with gzip.open(packed, "wb") as file:
        file.write(content)
    (tmp_path / "packed.jsonl.gz").write_bytes(packed.getvalue())
    for path in (other, tmp_path / "packed.jsonl.gz"):
        with pytest.raises(InputError, match="line 2 is not JSON"):
            list(read_drawings(path))


def test_a_damaged_line_before_the_last_is_told_among_mine_too(mine):
    first, second = mine.read_bytes().splitlines(keepends=True)
    mine.write_bytes(first[:-20] + b"\n" + second)
    with pytest.raises(InputError, match="line 1 is not JSON"):
        list(read_drawings(mine))


# disks


def test_a_full_disk_is_told_and_the_file_stays_as_it_was(mine, monkeypatch):
    before = mine.read_bytes()

    def fail(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patches:
        patches.setattr(os, "fsync", fail)
        with pytest.raises(InputError, match=os.strerror(errno.ENOSPC)) as error:
            add_drawing(ONE, 1)
    assert error.value.code == "file_unwritable"
    assert mine.read_bytes() == before
    add_drawing(ONE, 3)
    assert labels() == [7, 1, 3]


def test_a_place_that_cannot_be_written_is_told(user_home):
    my_drawings_file().mkdir()
    for action in (lambda: add_drawing(SEVEN, 7), remove_last_drawing):
        with pytest.raises(InputError) as error:
            action()
        assert error.value.code == "file_unwritable"
    with pytest.raises(InputError) as error:
        count_drawings()
    assert error.value.code == "file_unreadable"


# --- another label ---


def test_a_drawing_gets_another_label_where_it_stands(mine):
    assert relabel_drawing(SEVEN, 7, 2)
    assert labels() == [2, 1] and count_drawings() == 2
    assert_read_alike(next(read_drawings(mine)).drawing, SEVEN)


def test_of_a_drawing_that_was_added_twice_the_last_one_is_meant(mine):
    add_drawing(SEVEN, 7)
    assert relabel_drawing(SEVEN, 7, 2) and labels() == [7, 1, 2]


def test_a_drawing_is_taken_back_from_anywhere(mine):
    assert relabel_drawing(SEVEN, 7, None) and labels() == [1]
    assert relabel_drawing(ONE, 1, None) and labels() == []


def test_a_drawing_that_is_gone_is_not_labelled(mine):
    before = mine.read_bytes()
    assert not relabel_drawing(SEVEN, 3, 4)
    assert mine.read_bytes() == before
    mine.unlink()
    assert not relabel_drawing(SEVEN, 7, 4) and not mine.exists()


def test_a_file_that_cannot_be_replaced_stays_as_it_was(mine, monkeypatch):
    before = mine.read_bytes()

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left"):
        relabel_drawing(SEVEN, 7, 2)
    assert mine.read_bytes() == before and [file.name for file in mine.parent.iterdir()] == [mine.name]
