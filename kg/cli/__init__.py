"""The command line: one file a command, each of which parses, calls the library and prints.

The commands are the modules of this folder whose names have no leading underscore; each holds a click command of its
own name. Only click is imported before a command runs, so that `kg --help` answers at once.
"""

from __future__ import annotations

import errno
import importlib
import keyword
import os
import pkgutil
import sys

import click


class Commands(click.Group):
    """A group whose commands are the modules of this folder, and whose faults are one line each."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of all commands, sorted."""
        names = (module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
        # a command called like a word of Python has an underscore behind the name of its module
        return sorted(name.rstrip("_").replace("_", "-") for name in names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command called `cmd_name`, or None when there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = cmd_name.replace("-", "_") + "_" * keyword.iskeyword(cmd_name)
        command = getattr(importlib.import_module(f"{__name__}.{module}"), module)
        assert isinstance(command, click.Command)  # noqa: S101 - a slip of ours, not of the user's
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's own, with the nearest commands named when there is none of that name."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in self.list_commands(ctx):
            from kg.errors import nearest

            close = nearest(name, self.list_commands(ctx))
            hint = f"did you mean {' or '.join(close)}?" if close else "'kg --help' lists them"
            ctx.fail(f"there is no command {name!r}; {hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; what the user or the machine is at fault for becomes one line and an exit status."""
        # papers are UTF-8 whatever the locale says, and half a surrogate pair must not end a listing
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, EOFError):
            click.echo("Interrupted: what was stored before stays as it was.", err=True)
            ctx.exit(130)
        except MemoryError:
            raise click.ClickException("out of memory; give fewer papers at a time, or ask for less") from None
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # click ends quietly: the reader of our output has left
            place = f": {error.filename}" if error.filename else ""
            raise click.ClickException(one_line(f"{error.strerror or error}{place}")) from error
        except Exception as error:
            from kg.errors import KgError

            if isinstance(error, KgError):
                raise click.ClickException(one_line(str(error))) from error
            raise


def one_line(text: str) -> str:
    """The text with every run of white space as one space and no control characters, so that it stays one line."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(text.split()))


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if not asked or ctx.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        click.echo(f"kg {version('paperkg')}")
    except PackageNotFoundError:
        click.echo("kg, from a checkout that is not installed")
    ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version.")
def main() -> None:
    """A knowledge graph from paper abstracts, in which every edge carries the sentence that says it.

    \b
    kg demo                          try everything on bundled examples
    kg build papers.txt              read papers into ./kg-store
    kg show "Flash Attention"        what papers say about a thing
    kg COMMAND --help                help on one command
    """


if "_KG_COMPLETE" in os.environ:
    importlib.import_module(f"{__name__}._completion")
