import cv2
import numpy as np
import pytest

from digitpad.core.colours import diverging
from digitpad.core.errors import InputError
from digitpad.core.film import write_gif, write_sheet
from digitpad.core.images import read_image


def coloured_frames(count):
    """Frames of all colours of the diverging scale, each turned a little further."""
    ramp = diverging(np.linspace(-1, 1, 96, dtype=np.float32), 1)
    return [np.tile(np.roll(ramp, 9 * number, axis=0), (64, 1, 1)) for number in range(count)]


def test_an_animation_can_be_read_back_frame_by_frame_in_its_own_colours(tmp_path):
    frames = coloured_frames(4)
    write_gif(tmp_path / "film.gif", frames)
    read, animation = cv2.imreadanimation(str(tmp_path / "film.gif"))
    assert read and len(animation.frames) == 4 and animation.loop_count == 0
    for frame, same in zip(frames, animation.frames, strict=True):
        assert same.shape[:2] == (64, 96)
        assert np.abs(cv2.cvtColor(same[..., :3], cv2.COLOR_BGR2RGB).astype(int) - frame).max() <= 8
    assert np.abs(animation.frames[0].astype(int) - animation.frames[-1]).max() > 100
    durations = np.ravel(animation.durations).tolist()
    assert durations[0] == durations[2] and durations[3] > 2 * durations[0], "the last one stays longer"


def test_a_sheet_has_four_frames_in_a_row(tmp_path):
    frames = coloured_frames(6)
    write_sheet(tmp_path / "film.png", frames)
    sheet = read_image(tmp_path / "film.png")
    assert sheet.shape == (2 * 64, 4 * 96, 3)
    np.testing.assert_array_equal(sheet[64:, 96:192], frames[5])
    assert (sheet[64:, 192:] == 255).all()


@pytest.mark.parametrize("write", [write_gif, write_sheet])
def test_what_cannot_be_written_is_told_and_leaves_nothing(tmp_path, write):
    with pytest.raises(InputError) as error:
        write(tmp_path / "missing" / "film.gif", coloured_frames(1))
    assert error.value.code == "file_unwritable" and not list(tmp_path.iterdir())
