"""The door from a checkout that is not installed: `python cli.py build …`."""

from kg.cli import main

if __name__ == "__main__":
    main(prog_name="kg")
