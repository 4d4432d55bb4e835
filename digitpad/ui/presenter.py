"""A lesson before a class: the window fills the screen, in large type, with the page's note below."""

from PySide6.QtCore import QByteArray, QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics, QKeySequence, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QSplitter,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from digitpad.core.lessons import LessonPage, in_language
from digitpad.ui.appearance import show_edges
from digitpad.ui.languages import language_in_use
from digitpad.ui.reasons import Reasons

_ROWS = 36
"""The least letters' height is this part of the screen's: what the last row of a class room can read."""
_LEAST_PIXELS = 18
_NOTE, _HINT = 1.25, 0.7
"""How much larger the note is than the least letters; the hint is for who stands at the computer."""
_MOST_OF_SCREEN = 0.22
_MARGIN = 24
_LEFT, _RIGHT = 55, 45
"""Shares of the width: drawing and answer, and the tab."""
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
        tabs: the reasons in its middle.

    Signals:
        step_requested(int): so many pages on; ±1,000,000 for an end.
        left(): the window is as it was.
    """

    step_requested = Signal(int)
    left = Signal()

    def __init__(self, window: QMainWindow, tabs: Reasons) -> None:
        super().__init__(window)
        self._tabs = tabs
        self._is_on = False
        self._states, self._size, self._split = window.windowState(), QSize(), QByteArray()  # before
        self._hidden: list[QWidget] = []
        self._note = PresentedNote()
        self._dock = QDockWidget(window)
        self._dock.setObjectName("presenter")
        self._dock.setTitleBarWidget(QWidget())
        self._dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self._dock.toggleViewAction().setVisible(False)
        self._dock.setWidget(self._note)
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
        self._is_on, self._states, self._size = True, window.windowState(), window.size()
        self._split = self._middle().saveState()
        bars = [window.menuBar(), window.statusBar(), *window.findChildren(QToolBar)]
        self._hidden = [bar for bar in bars if not bar.isHidden()]
        for bar in self._hidden:
            bar.hide()
        self._note.set_alone(not has_pages)
        self._dock.show()
        for shortcut in self._shortcuts:
            shortcut.setEnabled(True)
        self._enable_full_screen_action(False)
        window.setPalette(_high_contrast(window.palette()))
        self._tabs.set_presented(True, has_bar=not has_pages)
        self._show_edges()
        self._tabs.currentChanged.connect(self._show_edges)
        window.installEventFilter(self)
        window.setWindowState(self._states | Qt.WindowState.WindowFullScreen)
        self._scale()

    def show_page(self, page: LessonPage, place: int, count: int) -> None:
        """Shows the words of a page, and gives its tab room."""
        self._note.show_page(page, place, count)
        if self._is_on:
            self._show_edges()
            self._share_width()

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
        self._tabs.currentChanged.disconnect(self._show_edges)
        show_edges(self._middle(), False)
        self._tabs.set_presented(False)
        self._middle().setFont(QFont())
        window.setWindowState(self._states)
        self.left.emit()
        self._middle().restoreState(self._split)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            if self._is_on:
                self._scale()
            else:  # the window has come back from the whole screen
                self._window().removeEventFilter(self)
                if self._window().size() == self._size:
                    self._middle().restoreState(self._split)
        return super().eventFilter(watched, event)

    def _scale(self) -> None:
        window = self._window()
        pixels = max(_LEAST_PIXELS, window.height() / _ROWS)
        font = QFont(window.font())
        font.setPointSizeF(72 * pixels / window.logicalDpiY())
        if font != self._middle().font():
            self._middle().setFont(font)
        self._note.scale(round(pixels), window.size())
        self._share_width()

    def _show_edges(self) -> None:
        show_edges(self._middle(), True)  # in a tab that is shown for the first time too

    def _share_width(self) -> None:
        width = self._middle().width()
        self._middle().setSizes([width * _LEFT // 100, width * _RIGHT // 100])

    def _enable_full_screen_action(self, enabled: bool) -> None:
        if (action := self._window().findChild(QAction, "action_full_screen")) is not None:
            action.setEnabled(enabled)  # the window fills the screen as long as it is a stage

    def _window(self) -> QMainWindow:
        window = self.parent()
        assert isinstance(window, QMainWindow)
        return window

    def _middle(self) -> QSplitter:
        middle = self._window().centralWidget()
        assert isinstance(middle, QSplitter)
        return middle

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
    """Which page it is, its title and its note, as large as the last row needs them; and which keys there are."""

    def __init__(self) -> None:
        super().__init__()
        self._page: LessonPage | None = None
        self._place, self._count = 0, 0
        self._pixels, self._screen = _LEAST_PIXELS, QSize()
        self._is_alone = False
        self._title, self._note, self._keys = QLabel(), QLabel(), QLabel()
        self._title.setObjectName("presented_title")
        self._note.setObjectName("presented_note")
        self._keys.setObjectName("presented_keys")
        self._keys.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        for label in (self._title, self._note):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._keys, 0, Qt.AlignmentFlag.AlignBottom)
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 4, _MARGIN, 12)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._note)

    def show_page(self, page: LessonPage, place: int, count: int) -> None:
        """Shows the words of a page."""
        self._page, self._place, self._count = page, place, count
        self._show()

    def set_alone(self, alone: bool) -> None:
        """Shows the keys alone, where there is no lesson."""
        self._is_alone = alone
        self._show()

    def scale(self, pixels: int, screen: QSize) -> None:
        """Sets the height of the least letters that a class has to read, and the size of what they stand on."""
        self._pixels, self._screen = pixels, screen
        self._scale()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._scale()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _show(self) -> None:
        if self._is_alone or self._page is None:
            self._keys.setText(self.tr("Del clears · Esc ends"))
            self._title.setText("")
            self._note.hide()
        else:
            self._keys.setText(self.tr("← → pages · Del clears · Esc ends"))
            language = language_in_use()
            words = in_language(self._page.title, language)
            where = self.tr("{place} of {count}").format(place=self._place + 1, count=self._count)
            self._title.setText(f"{where}   {words}" if words else where)
            self._note.setText(in_language(self._page.note, language))
            self._note.setVisible(bool(self._note.text()))
        self._scale()

    def _scale(self) -> None:
        room = max(1, self._screen.width() - 2 * _MARGIN)
        pixels = round(_NOTE * self._pixels)
        while pixels > _LEAST_PIXELS and self._height_of_note(pixels, room) > _MOST_OF_SCREEN * self._screen.height():
            pixels -= 1
        for label, size, weight in (
            (self._title, self._pixels, QFont.Weight.DemiBold),
            (self._note, pixels, QFont.Weight.Normal),
            (self._keys, round(_HINT * self._pixels), QFont.Weight.Normal),
        ):
            font = QFont(label.font())
            font.setPixelSize(size)
            font.setWeight(weight)
            if font != label.font():
                label.setFont(font)
        if (needed := self._layout.heightForWidth(self._screen.width())) > 0:  # a label by itself asks for more
            self.setFixedHeight(needed)

    def _height_of_note(self, pixels: int, width: int) -> int:
        font = QFont(self._note.font())
        font.setPixelSize(pixels)
        words = QFontMetrics(font).boundingRect(QRect(0, 0, width, 1), Qt.TextFlag.TextWordWrap, self._note.text())
        return words.height()


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
    strong.setColor(roles.PlaceholderText, QColor("#9a9a9a" if is_dark else "#666666"))
    return strong
