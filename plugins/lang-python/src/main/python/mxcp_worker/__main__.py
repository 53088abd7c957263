"""Started as ``python <folder>/mxcp_worker <socket>``, with a token on the standard input."""

import os
import sys


def main() -> None:
    if sys.version_info < (3, 10):
        sys.exit("Python %d.%d is too old: mxcp needs 3.10 or newer" % sys.version_info[:2])
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [os.path.dirname(here)] + [entry for entry in sys.path if os.path.abspath(entry or ".") != here]
    from mxcp_worker import process

    process.run(sys.argv[1])


if __name__ == "__main__":
    main()
