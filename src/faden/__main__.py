"""``python -m faden`` is the command ``faden``."""

from faden.cli.main import main

if __name__ == "__main__":
    main()
