"""Rows out of a .csv or .xlsx file. Nothing in the file is run, fetched or trusted to be as small as it looks."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from .columns import COLUMNS

LARGEST_FILE = 100 * 2**20  # bytes
LARGEST_UNPACKED = 400 * 2**20  # bytes
MOST_ROWS = 50_000
MOST_COLUMNS = 50


class UnreadableFile(Exception):
    """The file as a whole cannot be read; the message says why."""


@dataclass(frozen=True)
class Row:
    """`number` as a spreadsheet shows it: the heading is row 1."""

    number: int
    cells: dict[str, str]
    formulas: frozenset[str] = frozenset()


def read_rows(path: Path) -> list[Row]:
    """Raises `UnreadableFile`."""
    readers = {".csv": read_csv, ".xlsx": read_workbook}
    if path.suffix.lower() not in readers:
        raise UnreadableFile("only .csv and .xlsx can be read")
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableFile(f"the file is larger than {LARGEST_FILE // 2**20} MB")
        lines = readers[path.suffix.lower()](path)
        return list(name_cells(lines))
    except OSError as error:
        raise UnreadableFile(error.strerror or str(error)) from error


Line = list[tuple[str, bool]]  # the text of each cell, and whether it is a formula


def read_csv(path: Path) -> Iterator[tuple[int, Line]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile("the text is not in UTF-8; save it as CSV UTF-8") from error
    heading = text.partition("\n")[0]
    delimiter = max(",;\t", key=heading.count)
    csv.field_size_limit(LARGEST_FILE)
    try:
        for number, values in enumerate(
            csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True), 1
        ):
            yield number, [(value, False) for value in values]
    except csv.Error as error:
        raise UnreadableFile(f"this is no sound CSV: {error}") from error


def read_workbook(path: Path) -> Iterator[tuple[int, Line]]:
    refuse_bomb(path)
    try:
        with path.open("rb") as file, closing(load_workbook(file, read_only=True, keep_links=False)) as workbook:
            sheet = workbook.worksheets[0]
            for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, max_row=MOST_ROWS + 2), 1):
                yield number, [(write_value(cell.value), cell.data_type == "f") for cell in cells]
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        SyntaxError,
        EOFError,
    ) as error:
        raise UnreadableFile("this is no sound workbook") from error


def refuse_bomb(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise UnreadableFile("this is no sound workbook") from error
    if unpacked > LARGEST_UNPACKED:
        raise UnreadableFile(f"unpacked it is larger than {LARGEST_UNPACKED // 2**20} MB")


def write_value(value: Any) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def name_cells(lines: Iterable[tuple[int, Line]]) -> Iterator[Row]:
    """Empty rows are passed over. Raises `UnreadableFile` for a heading that is not ours."""
    names: list[str] = []
    for number, line in lines:
        if number > MOST_ROWS + 1:
            raise UnreadableFile(f"it has more than {MOST_ROWS:,} rows")
        if not names:
            names = read_heading([text for text, _ in line])
        elif any(text.strip() for text, _ in line):
            yield name_row(number, names, line)
    if not names:
        raise UnreadableFile("it is empty")


def read_heading(cells: list[str]) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    known = {column.name for column in COLUMNS}
    wrong = [name or "(empty)" for name in names if name not in known or names.count(name) > 1]
    missing = [column.name for column in COLUMNS if column.is_needed and column.name not in names]
    if wrong:
        raise UnreadableFile(f"the heading has columns that are unknown or double: {', '.join(wrong)[:200]}")
    if missing:
        raise UnreadableFile(f"the heading lacks columns: {', '.join(missing)}")
    return names


def name_row(number: int, names: list[str], line: Line) -> Row:
    extra = any(text.strip() for text, _ in line[len(names) :])
    cells = {name: text.replace("\r\n", "\n").strip() for name, (text, _) in zip(names, line, strict=False)}
    formulas = {name for name, (_, is_formula) in zip(names, line, strict=False) if is_formula}
    return Row(number, cells | ({"": "more cells than the heading"} if extra else {}), frozenset(formulas))
