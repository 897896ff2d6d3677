"""`python -m sciplan`."""

import sys

from sciplan.cli import main

sys.exit(main())
