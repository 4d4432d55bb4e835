# Every target sets up what it needs; `make` alone lists them. ARGS goes through: make test ARGS='-k canvas'.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/installed
PIP := $(BIN)/python -m pip --disable-pip-version-check
DIGITPAD := $(BIN)/python -m digitpad
TRANSLATION := assets/translations/digitpad_zh_CN

# What Qt's own libraries and its xcb, wayland and offscreen plug-ins ask for (readelf -d), and Debian's packages of them.
LIBRARIES := \
    libEGL.so.1=libegl1 libGL.so.1=libgl1 libX11.so.6=libx11-6 libX11-xcb.so.1=libx11-xcb1 \
    libdbus-1.so.3=libdbus-1-3 libfontconfig.so.1=libfontconfig1 libfreetype.so.6=libfreetype6 \
    libglib-2.0.so.0=libglib2.0-0 libwayland-client.so.0=libwayland-client0 libwayland-cursor.so.0=libwayland-cursor0 \
    libxcb.so.1=libxcb1 libxcb-cursor.so.0=libxcb-cursor0 libxcb-glx.so.0=libxcb-glx0 \
    libxcb-icccm.so.4=libxcb-icccm4 libxcb-image.so.0=libxcb-image0 libxcb-keysyms.so.1=libxcb-keysyms1 \
    libxcb-randr.so.0=libxcb-randr0 libxcb-render.so.0=libxcb-render0 libxcb-render-util.so.0=libxcb-render-util0 \
    libxcb-shape.so.0=libxcb-shape0 libxcb-shm.so.0=libxcb-shm0 libxcb-sync.so.1=libxcb-sync1 \
    libxcb-util.so.1=libxcb-util1 libxcb-xfixes.so.0=libxcb-xfixes0 libxcb-xkb.so.1=libxcb-xkb1 \
    libxkbcommon.so.0=libxkbcommon0 libxkbcommon-x11.so.0=libxkbcommon-x11-0
# For the Chinese texts, where there is no such font yet.
CHINESE_FONTS := $(wildcard /usr/share/fonts/*/*/*CJK* /usr/share/fonts/*/wqy/* /usr/share/fonts/*/droid/*Fallback* \
    /usr/share/fonts/*/arphic*/*)
APT_INSTALL := apt-get install -y --no-install-recommends
IS_DEBIAN_ROOT := command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]

.PHONY: help run test bench lint models folds translations pictures lock clean libraries fonts compiled xvfb
help:
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 20

run: libraries fonts compiled  ## opens the window; without a display, plays the demo
	@if [ "$$(uname -s)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY$$QT_QPA_PLATFORM" ]; then \
	    echo "There is no display here, so the demo plays instead: digitpad --demo"; \
	    exec $(DIGITPAD) --demo; \
	fi; \
	exec $(DIGITPAD) $(ARGS)

test: libraries fonts xvfb compiled  ## passes the tests
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile $(ARGS)

bench: libraries compiled  ## measures speed and memory, prints a table, writes bench.json
	$(BIN)/python -m pytest tests/bench -m bench -s -q $(ARGS)

lint: $(STAMP)  ## checks style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

DRAWN := --data mnist.npz --data pen_strokes.jsonl.gz
models: $(STAMP)  ## retrains the shipped models from MNIST, the default one from pen strokes too
	for recipe in softmax mlp cnn; do \
	    $(DIGITPAD) train --recipe $$recipe --save $$recipe --into models $(ARGS) || exit 1; \
	done
	$(DIGITPAD) train --recipe drawn $(DRAWN) --save drawn --into build/models $(ARGS)
	$(DIGITPAD) train --recipe drawn-pens --start-from build/models/drawn $(DRAWN) --save drawn-pens --into build/models $(ARGS)
	$(DIGITPAD) train --recipe drawn-pens --start-from build/models/drawn-pens $(DRAWN) --save drawn --into models $(ARGS)

folds: $(STAMP)  ## trains five models that each leave out a fifth of the writers, and measures them on those
	$(BIN)/python models/folds.py $(ARGS)

translations: $(STAMP)  ## collects the texts to be translated, and compiles their translations
	$(BIN)/pyside6-lupdate -silent -extensions py -no-obsolete -locations none \
	    -tr-function-alias translate+=_translate,QT_TRANSLATE_NOOP+=_marked digitpad -ts $(TRANSLATION).ts
	$(BIN)/pyside6-lrelease -silent $(TRANSLATION).ts -qm $(TRANSLATION).qm

pictures: libraries fonts $(STAMP)  ## draws the README's pictures
	$(BIN)/python assets/pictures/draw.py

lock: $(STAMP)  ## takes the newest versions that pyproject.toml allows into requirements.lock
	@[ -x $(BIN)/uv ] || $(PIP) install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --group dev --generate-hashes --no-annotate \
	    --no-emit-index-url --custom-compile-command 'make lock' --output-file requirements.lock pyproject.toml

clean:  ## removes all that the other targets made, .venv too
	rm -rf .venv build dist *.egg-info .pytest_cache .ruff_cache .mypy_cache bench.json screenshot.png
	find digitpad tests -name __pycache__ -prune -exec rm -rf {} +

# Hashes are checked: they are in the lock file. The stamp comes last, so an interrupted set-up goes on the next time.
$(STAMP): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "digitpad needs Python 3.11 or newer; $(PYTHON) is not. Name another with make PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	    { echo "$(PYTHON) lacks its module venv: on Debian, apt-get install python3-venv brings it." >&2; exit 1; }
	@echo "Setting up .venv: the first time about 2 GB and a few minutes."
	@$(BIN)/python -c 'import pip' 2>/dev/null || $(PYTHON) -m venv --clear .venv
	$(PIP) install --no-deps -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --quiet -e .
	@touch $@

libraries:
	@known=$$(PATH="$$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null); [ -n "$$known" ] || exit 0; \
	missing=; packages=; \
	for pair in $(LIBRARIES); do \
	    case "$$known" in \
	        *"	$${pair%=*} "*) ;; \
	        *) missing="$$missing $${pair%=*}"; packages="$$packages $${pair#*=}" ;; \
	    esac; \
	done; \
	[ -n "$$missing" ] || exit 0; \
	echo "Qt needs system libraries that are missing here:$$missing" >&2; \
	if $(IS_DEBIAN_ROOT); then \
	    apt-get update && DEBIAN_FRONTEND=noninteractive $(APT_INSTALL) $$packages && exit 0; \
	    echo "They could not be installed: apt-get says why above." >&2; exit 1; \
	elif command -v apt-get >/dev/null; then \
	    as_root=$$(command -v sudo >/dev/null && echo "sudo sh" || echo su); \
	    echo "This installs them:  $$as_root -c 'apt-get update && $(APT_INSTALL)$$packages'" >&2; exit 1; \
	else \
	    echo "Install the packages that hold them, then try again." >&2; exit 1; \
	fi

# Nothing stops without these two: Chinese texts show boxes, and the test with a real window is skipped.
fonts:
	@if [ -z "$(CHINESE_FONTS)" ] && $(IS_DEBIAN_ROOT); then \
	    apt-get update && DEBIAN_FRONTEND=noninteractive $(APT_INSTALL) fonts-wqy-microhei || \
	    echo "Going on without a Chinese font." >&2; \
	fi

# Where Python may not write bytecode (containers often forbid it) each start would compile anew.
compiled: $(STAMP)
	@$(BIN)/python -m compileall -q digitpad

xvfb:
	@if ! command -v Xvfb >/dev/null && $(IS_DEBIAN_ROOT); then \
	    apt-get update && DEBIAN_FRONTEND=noninteractive $(APT_INSTALL) xvfb || \
	    echo "Going on without Xvfb: the test with a real window is skipped." >&2; \
	fi
