"""An empty PySide6 window: what Qt and Python alone take."""

import sys

from PySide6.QtWidgets import QApplication, QWidget

application = QApplication(sys.argv)
window = QWidget()
window.resize(1200, 760)
window.setStyleSheet("background: #336699")
window.show()
application.exec()
