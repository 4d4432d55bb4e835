import os
import threading

import pytest

from digitpad.core.quiet import silenced_native_output


def say(text):
    """What a native library does: it writes to the descriptor."""
    os.write(2, text.encode())


def test_what_is_written_to_standard_error_meanwhile_is_not_seen(capfd):
    say("before ")
    with silenced_native_output():
        say("meanwhile ")
    say("after")
    assert capfd.readouterr() == ("", "before after")


def test_standard_output_goes_on(capfd):
    with silenced_native_output():
        print("a result", flush=True)
    assert capfd.readouterr().out == "a result\n"


def test_an_exception_goes_through_and_the_noise_is_back(capfd):
    with pytest.raises(ValueError, match="damaged"), silenced_native_output():
        raise ValueError("damaged")
    say("heard")
    assert capfd.readouterr().err == "heard"


def test_one_block_inside_another_is_silent_to_the_end_of_the_outer_one(capfd):
    with silenced_native_output():
        with silenced_native_output():
            say("inner ")
        say("outer ")
    say("after")
    assert capfd.readouterr().err == "after"


def test_no_descriptor_is_left_open():
    with silenced_native_output():
        pass
    before = os.dup(0)
    os.close(before)
    for _ in range(20):
        with silenced_native_output():
            pass
    after = os.dup(0)
    os.close(after)
    assert before == after


def test_two_threads_do_not_take_each_others_standard_error_away(capfd):
    first_inside, second_inside, first_left = threading.Event(), threading.Event(), threading.Event()

    def first():
        with silenced_native_output():
            first_inside.set()
            second_inside.wait(0.1)  # it does not come while this thread is inside
        first_left.set()

    def second():
        with silenced_native_output():
            second_inside.set()
            assert first_left.wait(10)

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    threads[0].start()
    assert first_inside.wait(10)
    threads[1].start()
    for thread in threads:
        thread.join(10)
    say("heard")
    assert capfd.readouterr().err == "heard"


def test_a_program_without_standard_error_works_too(monkeypatch):
    def no_descriptor(_descriptor):
        raise OSError("bad file descriptor")

    monkeypatch.setattr(os, "dup", no_descriptor)
    done = []
    with silenced_native_output():
        done.append(True)
    assert done
