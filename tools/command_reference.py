"""Write docs/reference/commands.md from the commands' own help texts.

python -m tools.command_reference            write it
python -m tools.command_reference --check    end with code 1 if it would change
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "commands.md"

INTRODUCTION = """# Commands

Written by `make docs` from the help texts of the commands; edit those.

`shpalta COMMAND --help` prints the same.
"""


def page() -> str:
    """The whole page."""
    parts = [INTRODUCTION]
    for name, command in all_commands().items():
        parts.extend(_section(name, command))
    return "\n".join(parts)


def all_commands() -> dict[str, click.Command]:
    """Every command that is not hidden, by what a person types: `shpalta press`."""
    from shpalta.cli import shpalta

    return {name: command for name, command in _walk(shpalta, "shpalta") if name != "shpalta"}


def _walk(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    if command.hidden:
        return
    yield name, command
    if isinstance(command, click.Group):
        for part in sorted(command.commands):
            yield from _walk(command.commands[part], f"{name} {part}")


def _section(name: str, command: click.Command) -> Iterator[str]:
    """A heading, the form, what it does, and what it can be given."""
    context = click.Context(command, info_name=name)
    yield f"## {name}\n"
    form = " ".join([name, *command.collect_usage_pieces(context)])
    yield f"    {form}\n"
    if command.help:
        yield _prose(command.help) + "\n"
    options = [record for p in command.params if (record := p.get_help_record(context))]
    for option, help_text in options:
        if help_text:
            yield f"- `{option}`: {' '.join(help_text.split())}"
    if any(help_text for _, help_text in options):
        yield ""


def _prose(help_text: str) -> str:
    """Paragraphs as Markdown; click's mark for text that keeps its lines makes a block."""
    paragraphs = help_text.replace("\f", "").strip().split("\n\n")
    shown = []
    for paragraph in paragraphs:
        lines = [line.strip() for line in paragraph.splitlines()]
        if lines[0] == "\b":
            shown.append("\n".join(f"    {line}" for line in lines[1:]))
        else:
            shown.append(" ".join(lines))
    return "\n\n".join(shown)


def main() -> int:
    """Write the page, or compare it."""
    # Help texts are translated as they are read; the reference is in English everywhere.
    os.environ.update(LANGUAGE="en", LC_ALL="C.UTF-8")
    if "--check" in sys.argv:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page():
            return 0
        sys.stderr.write("docs/reference/commands.md is out of date; run `make docs`\n")
        return 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
