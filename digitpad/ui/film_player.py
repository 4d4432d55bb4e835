"""Plays a film: pictures of weights that grow, a slider, and a curve to move along."""

import numpy as np
from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSlider, QVBoxLayout, QWidget

from digitpad.ui.film import Film
from digitpad.ui.film_export import FilmExport
from digitpad.ui.growth_curve import GrowthCurve
from digitpad.ui.pixel_view import PixelView
from digitpad.ui.scale_bar import ScaleBar
from digitpad.ui.texts import error_text

_GAP = 8
_FRAME_MS = 600
_JUMPS = (1, 10, 100, 1_000, 10_000)


class FilmPlayer(QWidget):
    """Shows one frame at a time; Space plays and pauses. Where it is closed it ends; minimised it goes on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("film_player")
        self._film = Film("", (), False, "", (), 1)
        self._file_name = "film.gif"
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._caption = QLabel()
        self._caption.setObjectName("film_caption")
        self._caption.setWordWrap(True)
        self._pictures = PixelView("diverging")
        self._pictures.setObjectName("film_pictures")
        self._pictures.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._scale = ScaleBar()
        self._common = QCheckBox()
        self._common.setObjectName("film_common_scale")
        self._curve = GrowthCurve()
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setObjectName("film_slider")
        self._slider.setPageStep(3)
        self._slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self._slider.setTickInterval(1)
        self._play, self._save = QPushButton(), QPushButton()
        self._jumps = {position: QPushButton(f"{position:,}") for position in _JUMPS}
        self._news = QLabel()
        self._news.setObjectName("film_news")
        self._export = FilmExport(self)
        self._lay_out()
        self._connect()
        self._retranslate()

    def show_film(self, film: Film, index: int, file_name: str) -> None:
        """Shows a frame of a film.

        Args:
            film: to play; it may have grown since the last time.
            index: of the frame.
            file_name: that is proposed for saving it.
        """
        self._film, self._file_name = film, file_name
        with QSignalBlocker(self._slider):
            self._slider.setRange(0, max(0, len(film.frames) - 1))
            self._slider.setValue(index)
        positions = [frame.position for frame in film.frames]
        for position, button in self._jumps.items():
            button.setVisible(position in positions)
        self._show_frame()

    def use_common_scale(self, wanted: bool) -> None:
        """One scale for all frames, or one for each."""
        self._common.setChecked(wanted)

    def pause(self) -> None:
        """Stops playing where it is."""
        self._timer.stop()
        self._write_play()

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self.end()
        super().hideEvent(event)

    def end(self) -> None:
        """Stops playing, and whatever else goes on."""
        self.pause()
        self._export.cancel()
        self._enable()

    # --- construction ---

    def _lay_out(self) -> None:
        for name, button in (("play", self._play), ("save", self._save)):
            button.setObjectName(f"film_{name}")
            button.setAutoDefault(False)
        font = self._caption.font()
        font.setPointSizeF(1.2 * font.pointSizeF())
        self._caption.setFont(font)
        scale = QHBoxLayout()
        scale.setSpacing(3 * _GAP)
        scale.addWidget(self._scale, 1)
        scale.addWidget(self._common, 0, Qt.AlignmentFlag.AlignTop)
        controls = QHBoxLayout()
        controls.setSpacing(_GAP)
        controls.addWidget(self._play)
        controls.addWidget(self._slider, 1)
        for position, button in self._jumps.items():
            button.setObjectName(f"film_jump_{position}")
            button.setAutoDefault(False)
            button.setFixedWidth(button.fontMetrics().horizontalAdvance(button.text()) + 3 * _GAP)
            controls.addWidget(button)
        controls.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self._caption)
        layout.addWidget(self._pictures, 3)
        layout.addLayout(scale)
        layout.addWidget(self._curve, 1)
        layout.addLayout(controls)
        layout.addWidget(self._news)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._on_time)
        self._play.clicked.connect(self._on_play_clicked)
        self._save.clicked.connect(self._on_save_clicked)
        self._slider.valueChanged.connect(self._show_frame)
        self._slider.sliderPressed.connect(self.pause)
        self._common.toggled.connect(self._show_frame)
        self._curve.frame_chosen.connect(self._on_frame_chosen)
        for button in self._jumps.values():
            button.clicked.connect(self._on_jump_clicked)
        self._export.progressed.connect(self._on_progressed)
        self._export.saved.connect(self._on_saved)
        self._export.failed.connect(self._on_failed)

    # --- playing ---

    def _on_play_clicked(self) -> None:
        if self._timer.isActive():
            self.pause()
            return
        if self._slider.value() == self._slider.maximum():
            self._slider.setValue(0)
        self._timer.start()
        self._write_play()

    def _on_time(self) -> None:
        self._slider.setValue(self._slider.value() + 1)
        if self._slider.value() == self._slider.maximum():
            self.pause()

    def _on_frame_chosen(self, index: int) -> None:
        self.pause()
        self._slider.setValue(index)

    def _on_jump_clicked(self) -> None:
        positions = [frame.position for frame in self._film.frames]
        wanted = next(position for position, button in self._jumps.items() if button is self.sender())
        self._on_frame_chosen(positions.index(wanted))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._play.click()
        else:
            super().keyPressEvent(event)

    def _show_frame(self) -> None:
        film, index = self._film, self._slider.value()
        self._enable()
        if not film.frames:
            self._caption.clear()
            self._pictures.set_pictures(np.zeros((0, 1, 1), np.float32))
            self._curve.show_film(film, 0)
            return
        frame = film.frames[index]
        self._caption.setText(frame.caption)
        digits = [str(digit) for digit in range(10)] if film.digits else None
        self._pictures.set_pictures(frame.pictures, digits, None, self._limit())
        self._pictures.set_name(film.title)
        self._scale.set_limit(self._pictures.limit)
        self._curve.show_film(film, index)
        self._slider.setAccessibleDescription(frame.caption)

    def _limit(self) -> float | None:
        return self._film.limit if self._common.isChecked() else None

    # --- saving ---

    def _on_save_clicked(self) -> None:
        self._export.ask_and_save(self._film, self._limit(), self._file_name)

    def _on_progressed(self, done: int, count: int) -> None:
        if not self._export.is_busy:
            return
        painting = self.tr("Painting frame {number} of {count}…").format(number=min(done + 1, count), count=count)
        self._news.setText(painting if done < count else self.tr("Writing the file…"))
        self._enable()

    def _on_saved(self, name: str) -> None:
        self._news.setText(self.tr("Saved as {name}").format(name=name))
        self._enable()

    def _on_failed(self, error: Exception) -> None:
        self._news.setText(self.tr("Not saved: {reason}").format(reason=error_text(error)))
        self._enable()

    def _enable(self) -> None:
        there = bool(self._film.frames)
        self._play.setEnabled(len(self._film.frames) > 1)
        self._slider.setEnabled(len(self._film.frames) > 1)
        self._save.setEnabled(there and not self._export.is_busy)
        self._scale.setVisible(there)
        self._common.setVisible(there)

    # --- words ---

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _write_play(self) -> None:
        self._play.setText(self.tr("Pause") if self._timer.isActive() else self.tr("Play"))

    def _retranslate(self) -> None:
        self._write_play()
        self._play.setToolTip(self.tr("Play and pause (Space)"))
        self._save.setText(self.tr("Save film…"))
        self._save.setToolTip(self.tr("Save as an animation, or all frames on one sheet"))
        self._common.setText(self.tr("One colour scale for all frames"))
        self._common.setToolTip(self.tr("On: early pictures are pale, and grow. Off: each frame has all its colours."))
        self._slider.setAccessibleName(self.tr("Frame"))
        for position, button in self._jumps.items():
            button.setAccessibleName(self.tr("Go to {position}").format(position=f"{position:,}"))
            button.setToolTip(button.accessibleName())
        self._show_frame()
