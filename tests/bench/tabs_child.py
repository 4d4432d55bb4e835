"""Runs in a process of its own, uses every tab, and prints what memory that took: `python tabs_child.py MODEL`."""

import json
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTabWidget

_LINE = [[(250, 100 + 15 * step) for step in range(20)]]
_SAID_AT_THE_END = {"mistakes": "right", "neighbours": "nearest"}
"""In the status of a tab that looks at a whole data set."""


def used_tabs(model: str) -> list[str]:
    """Clicks through the tabs with a drawing on the canvas, and waits until each has said all it has to say."""
    application = QApplication([])
    from digitpad.app import create_window
    from digitpad.testing import draw_strokes, wait_for_prediction
    from digitpad.ui.reason_tab import ReasonTab

    window = create_window(model)
    window.show()
    QTest.qWaitForWindowExposed(window)
    draw_strokes(window.canvas, _LINE)
    wait_for_prediction(window)
    tabs = window.findChild(QTabWidget, "tabs")
    used = []
    for index in range(tabs.count()):
        QTest.mouseClick(tabs.tabBar(), Qt.MouseButton.LeftButton, pos=tabs.tabBar().tabRect(index).center())
        application.processEvents()
        page = tabs.currentWidget()
        tab, status = page.findChild(ReasonTab), page.findChild(QLabel, f"{page.objectName()}_status")
        wanted = _SAID_AT_THE_END.get(page.objectName(), "")
        while tab is not None and (tab.is_waiting or (wanted and wanted not in status.text())):
            QTest.qWait(20)
        application.processEvents()  # paints
        used.append(page.objectName())
    window.close()
    return used


if __name__ == "__main__":
    used = used_tabs(sys.argv[1])
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    peak = int(status["VmHWM"].split()[0]) / 1024
    heavy = "tensorflow" in sys.modules or "keras" in sys.modules
    print(json.dumps({"used": used, "peak": peak, "heavy": heavy}), flush=True)
