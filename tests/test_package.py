"""What is handed out: the wheel, built and installed as a stranger would, and the lock file."""

import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    """Runs Python with these arguments and returns what it printed; a failure shows what it said."""
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=cwd,
        env={**os.environ, **variables},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, f"{command}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


def build(kind: str, source: Path, target: Path) -> Path:
    run("-m", "hatchling", "build", "-t", kind, "-d", target, cwd=source)
    (built,) = target.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel in a folder of its own, without its dependencies."""
    folder = tmp_path_factory.mktemp("installed")
    pip = ("-m", "pip", "--isolated", "--disable-pip-version-check", "install")
    run(*pip, "--quiet", "--no-index", "--no-deps", "--no-compile", "--target", folder, wheel, cwd=folder)
    return folder


def names_in(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return sorted(archive.namelist())


def shipped(folder: str) -> list[str]:
    """The files of a top folder of the checkout, as the wheel should name them."""
    files = (file for file in (ROOT / folder).rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return [PurePosixPath("digitpad", file.relative_to(ROOT)).as_posix() for file in files]


def test_the_wheel_carries_models_and_assets_but_not_the_pictures(wheel):
    names = names_in(wheel)
    for model in ("softmax", "mlp", "cnn", "drawn"):
        assert f"digitpad/models/{model}/model.tflite" in names
    pictures = "digitpad/assets/pictures/"
    kept_back = [name for name in shipped("models") + shipped("assets") if name.startswith(pictures)]
    kept_back.append("digitpad/models/folds.py")
    wanted = set(shipped("models") + shipped("assets")) - set(kept_back)
    assert not wanted - set(names), "left out of the wheel"
    assert not set(kept_back) & set(names)


def test_the_wheel_holds_the_package_and_nothing_beside_it(wheel):
    tops = {name.partition("/")[0] for name in names_in(wheel)}
    assert {re.sub(r"-\d+(\.\d+)*", "", top) for top in tops} == {"digitpad", "digitpad.dist-info"}


def test_the_source_distribution_builds_the_same_wheel(wheel, tmp_path):
    with tarfile.open(build("sdist", ROOT, tmp_path / "sdist")) as archive:
        # Python 3.11.2, Debian 12's, does not know filters yet; 3.12 warns where there is none.
        archive.extractall(tmp_path, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    (source,) = tmp_path.glob("digitpad-*")
    assert names_in(build("wheel", source, tmp_path / "again")) == names_in(wheel)


def test_the_installed_wheel_reads_a_bundled_sample_from_elsewhere(installed, tmp_path):
    samples = sorted((installed / "digitpad" / "assets" / "samples").glob("*.png"))
    assert samples, "the wheel carries no sample"
    sample = samples[0]
    where = run("-c", "import digitpad; print(digitpad.__file__)", cwd=tmp_path, PYTHONPATH=str(installed))
    assert Path(where.strip()).is_relative_to(installed), "another digitpad came first"
    printed = run(
        "-m", "digitpad", "recognize", sample, "--json", cwd=tmp_path, PYTHONPATH=str(installed), DIGITPAD_DATA=""
    )
    (answer,) = json.loads(printed)
    assert answer["status"] == "digit"
    assert str(answer["digit"]) in sample.stem  # a sample is named after its digit
    assert len(answer["probabilities"]) == 10
    assert not list(tmp_path.iterdir())


def test_the_wheel_gives_the_command(installed):
    (entry_points,) = installed.glob("digitpad-*.dist-info/entry_points.txt")
    assert "digitpad = digitpad.cli:main" in entry_points.read_text("utf-8")


def test_the_lock_file_names_no_place_and_fits_the_declared_bounds():
    from packaging.requirements import Requirement

    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert not re.search(r"://|--(index|extra-index|find-links|trusted)|file:|/(home|root|opt|tmp|work)/", text)
    locked = [Requirement(line.rstrip(" \\")) for line in text.splitlines() if line[:1].isalnum()]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for wanted in map(Requirement, project["project"]["dependencies"] + project["dependency-groups"]["dev"]):
        versions = [pin.specifier for pin in locked if pin.name.lower() == wanted.name.lower()]
        assert versions, f"{wanted.name} is not locked: make lock"
        for pinned in versions:
            version = str(pinned).removeprefix("==")
            assert wanted.specifier.contains(version), f"{wanted} is locked to {version}: make lock"
