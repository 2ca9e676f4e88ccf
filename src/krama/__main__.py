"""``python -m krama`` is ``krama``."""

from krama.cli import main

if __name__ == "__main__":
    main()
