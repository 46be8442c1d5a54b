#!/usr/bin/env python3
"""Score leads: build the tables, explain a score, check the project.

Needs nothing but Python 3.10: the first run makes an environment in .venv.
Try: python3 scripts/leads.py --help
"""
# This file must parse on any Python 3, to say which one is needed.

import os
import sys

if sys.version_info < (3, 10):
    sys.exit(
        "This needs Python 3.10 or newer, and %s is Python %d.%d. "
        "Run it with a newer one, for example: python3.12 scripts/leads.py"
        % ((sys.executable or "this",) + tuple(sys.version_info[:2]))
    )

HERE = os.path.dirname(os.path.abspath(__file__))
if HERE not in sys.path:
    sys.path.insert(0, HERE)

if __name__ == "__main__":
    from leads.bootstrap import enter_environment

    enter_environment(os.path.abspath(__file__), sys.argv[1:])

    from leads.cli import main

    sys.exit(main(sys.argv[1:]))
