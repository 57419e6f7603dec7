"""Reads files for another process: run as a script, with nothing on its path but the standard library and this package."""

import os
import sys

if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    from rejoinder import _rejoinder

    sys.exit(_rejoinder.run_command(["rejoinder", *sys.argv[1:]]))
