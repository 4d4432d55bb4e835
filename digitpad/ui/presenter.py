"""A lesson before a class: the window fills the screen, in large type, with the page's note below."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics, QKeySequence, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QToolBar, QVBoxLayout, QWidget

from digitpad.core.lessons import LessonPage, in_language
from digitpad.ui.languages import language_in_use

_ROWS = 36
"""Lines of the note that a screen would hold: what the last row of a class room can read."""
_LEAST_PIXELS = 18
_MOST_OF_SCREEN = 0.25
_MARGIN = 24
_USUAL_HEIGHT = 800  # of a window whose type needs no enlarging
_MOST_ENLARGED = 1.6
_KEYS = {
    "next": (Qt.Key.Key_Right, Qt.Key.Key_PageDown),
    "previous": (Qt.Key.Key_Left, Qt.Key.Key_PageUp),
    "first": (Qt.Key.Key_Home,),
    "last": (Qt.Key.Key_End,),
    "leave": (Qt.Key.Key_Escape,),
}


class Presenter(QObject):
    """Turns the window into a stage and back. Everything in it goes on working: a pupil can draw on the page.

    Args:
        window: the window; type in its middle grows with the screen.

    Signals:
        step_requested(int): so many pages on; ±1,000,000 for an end.
        left(): the window is as it was.
    """

    step_requested = Signal(int)
    left = Signal()

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._is_on = False
        self._states = window.windowState()
        self._hidden: list[QWidget] = []
        self.note = PresentedNote()
        self._dock = QDockWidget(window)
        self._dock.setObjectName("presenter")
        self._dock.setTitleBarWidget(QWidget())
        self._dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self._dock.setWidget(self.note)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self._dock)
        self._dock.hide()
        self._shortcuts = []
        for name, keys in _KEYS.items():
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), window)
                shortcut.setEnabled(False)
                shortcut.activated.connect(getattr(self, f"_{name}"))
                self._shortcuts.append(shortcut)

    @property
    def is_on(self) -> bool:
        """True while a lesson is presented."""
        return self._is_on

    def enter(self, has_pages: bool) -> None:
        """Fills the screen."""
        if self._is_on:
            return
        window = self._window()
        self._is_on, self._states = True, window.windowState()
        bars = [window.menuBar(), window.statusBar(), *window.findChildren(QToolBar)]
        self._hidden = [bar for bar in bars if not bar.isHidden()]
        for bar in self._hidden:
            bar.hide()
        self._dock.setVisible(has_pages)
        for shortcut in self._shortcuts:
            shortcut.setEnabled(True)
        self._enable_full_screen_action(False)
        window.setPalette(_high_contrast(window.palette()))
        window.setWindowState(self._states | Qt.WindowState.WindowFullScreen)
        screen = window.screen().size().height()
        font = QFont(window.font())
        font.setPointSizeF(font.pointSizeF() * min(max(screen / _USUAL_HEIGHT, 1.0), _MOST_ENLARGED))
        window.centralWidget().setFont(font)

    def leave(self) -> None:
        """Puts the window back as it was."""
        if not self._is_on:
            return
        self._is_on = False
        window = self._window()
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
        self._dock.hide()
        for bar in self._hidden:
            bar.show()
        self._enable_full_screen_action(True)
        window.setPalette(QPalette())
        window.centralWidget().setFont(QFont())
        window.setWindowState(self._states)
        self.left.emit()

    def _enable_full_screen_action(self, enabled: bool) -> None:
        if (action := self._window().findChild(QAction, "action_full_screen")) is not None:
            action.setEnabled(enabled)  # the window fills the screen as long as it is a stage

    def _window(self) -> QMainWindow:
        window = self.parent()
        assert isinstance(window, QMainWindow)
        return window

    def _next(self) -> None:
        self.step_requested.emit(1)

    def _previous(self) -> None:
        self.step_requested.emit(-1)

    def _first(self) -> None:
        self.step_requested.emit(-1_000_000)

    def _last(self) -> None:
        self.step_requested.emit(1_000_000)

    def _leave(self) -> None:
        self.leave()


class PresentedNote(QWidget):
    """Which page it is, its title and its note, as large as the last row needs them."""

    def __init__(self) -> None:
        super().__init__()
        self._page: LessonPage | None = None
        self._place, self._count = 0, 0
        self._title, self._note = QLabel(), QLabel()
        self._title.setObjectName("presented_title")
        self._note.setObjectName("presented_note")
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 8, _MARGIN, 16)
        layout.setSpacing(8)
        for label in (self._title, self._note):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(label)

    def show_page(self, page: LessonPage, place: int, count: int) -> None:
        """Shows the words of a page."""
        self._page, self._place, self._count = page, place, count
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._scale()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _show(self) -> None:
        if self._page is None:
            return
        language = language_in_use()
        words = in_language(self._page.title, language)
        where = self.tr("{place} of {count}").format(place=self._place + 1, count=self._count)
        self._title.setText(f"{where}   {words}" if words else where)
        note = in_language(self._page.note, language)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._scale()

    def _scale(self) -> None:
        height = self.screen().size().height()
        pixels = max(_LEAST_PIXELS, round(height / _ROWS))
        while pixels > _LEAST_PIXELS and self._height_of_note(pixels) > _MOST_OF_SCREEN * height:
            pixels -= 1
        for label, share, weight in (
            (self._title, 0.8, QFont.Weight.DemiBold),
            (self._note, 1.0, QFont.Weight.Normal),
        ):
            font = QFont(label.font())
            font.setPixelSize(round(share * pixels))
            font.setWeight(weight)
            if font != label.font():
                label.setFont(font)
        self.setFixedHeight(self._layout.heightForWidth(self.width()))  # a label by itself asks for more

    def _height_of_note(self, pixels: int) -> int:
        font = QFont(self._note.font())
        font.setPixelSize(pixels)
        room = QRect(0, 0, max(1, self.width() - 2 * _MARGIN), 1)
        return QFontMetrics(font).boundingRect(room, Qt.TextFlag.TextWordWrap, self._note.text()).height()


def _high_contrast(palette: QPalette) -> QPalette:
    """Black on white or, where the window is dark, white on black."""
    roles = QPalette.ColorRole
    is_dark = palette.color(roles.Window).lightness() < palette.color(roles.WindowText).lightness()
    ground, ink = (QColor("black"), QColor("white")) if is_dark else (QColor("white"), QColor("black"))
    strong = QPalette(palette)
    for role in (roles.Window, roles.Base):
        strong.setColor(role, ground)
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        strong.setColor(role, ink)
    return strong
