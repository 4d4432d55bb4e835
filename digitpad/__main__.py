"""`python -m digitpad` is `digitpad`."""

import sys

from digitpad.cli import main

sys.exit(main())
