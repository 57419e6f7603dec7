"""``python -m rejoinder`` is the command ``rejoinder``."""

import signal
import sys


def main() -> int:
    """Runs the command with the arguments of this process; gives its exit code."""
    from . import _WORKERS, _rejoinder

    # The command hears Ctrl-C itself: it ends after the texts in work, and keeps what is done.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _rejoinder.start_workers_by(*_WORKERS)
    return _rejoinder.run_command(["rejoinder", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
