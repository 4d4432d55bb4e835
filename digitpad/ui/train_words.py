"""What the rows of the training form are called, and what they are for."""

from PySide6.QtCore import QCoreApplication

_translate = QCoreApplication.translate


def row_words() -> dict[str, tuple[str, str]]:
    """What each row is called, and its explanation."""
    units = _translate("TrainForm", "How many units it has: more of them learn more, and slower")
    return {
        "hidden_1": (_translate("TrainForm", "Hidden layer"), units),
        "hidden_2": (_translate("TrainForm", "Second hidden layer"), units),
        "beginning": (
            _translate("TrainForm", "Start from"),
            _translate("TrainForm", "Chance, or what the model in use has learnt already"),
        ),
        "train_count": (
            _translate("TrainForm", "Training images"),
            _translate("TrainForm", "How many images it learns from"),
        ),
        "test_count": (
            _translate("TrainForm", "Test images"),
            _translate("TrainForm", "How many images it never saw measure it: too few may flatter it"),
        ),
        "batch_size": (
            _translate("TrainForm", "Batch size"),
            _translate("TrainForm", "How many images it looks at before each step"),
        ),
        "unit": (
            _translate("TrainForm", "Counted in"),
            _translate("TrainForm", "An epoch is as many steps as go through all training images once"),
        ),
        "length": (
            _translate("TrainForm", "How many"),
            _translate("TrainForm", "How many steps or epochs the run takes"),
        ),
        "periods": (
            _translate("TrainForm", "Points of the curves"),
            _translate("TrainForm", "How often loss and accuracy are measured on the way"),
        ),
        "optimiser": (
            _translate("TrainForm", "Optimiser"),
            _translate("TrainForm", "How a step follows from the gradient"),
        ),
        "learning_rate": (
            _translate("TrainForm", "Learning rate"),
            _translate("TrainForm", "How far a step goes: too far, and it diverges"),
        ),
        "clip_norm": (
            _translate("TrainForm", "Gradient clipping"),
            _translate("TrainForm", "No gradient is longer than that; 0 for no limit"),
        ),
        "dropout": (
            _translate("TrainForm", "Dropout, %"),
            _translate(
                "TrainForm",
                "Share of the last hidden layer that is switched off at each step, against learning by heart",
            ),
        ),
        "seed": (_translate("TrainForm", "Seed"), _translate("TrainForm", "The same seed gives the same run again")),
        "shift": (
            _translate("TrainForm", "Shift, pixels"),
            _translate("TrainForm", "Moved by up to that many of 28 pixels"),
        ),
        "turn": (_translate("TrainForm", "Turn, degrees"), _translate("TrainForm", "Turned by up to that angle")),
        "zoom": (_translate("TrainForm", "Zoom, %"), _translate("TrainForm", "Larger or smaller by up to that share")),
        "shear": (
            _translate("TrainForm", "Slant, %"),
            _translate("TrainForm", "Slanted by up to that share of the height"),
        ),
        "thickness": (
            _translate("TrainForm", "Thickness, pixels"),
            _translate("TrainForm", "Strokes wider or narrower by up to that many pixels"),
        ),
        "calm_share": (
            _translate("TrainForm", "Calm end, %"),
            _translate("TrainForm", "In that last share of the run all this is done a quarter as much"),
        ),
    }
