"""Tables as people have them, and sentences for those that cannot be read."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import table_text
from engine.errors import MESSAGES, InputError
from engine.table import KEPT, Fault, read_table

NUMBERS = st.floats(width=32, allow_nan=False, allow_infinity=False)


def code(source: str | bytes | Path, **options: object) -> str:
    with pytest.raises(InputError) as caught:
        read_table(source, **options)
    assert str(caught.value)
    return caught.value.code


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("header", ["", "temperature{}rate\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_headers_and_line_ends(separator: str, header: str, end: str) -> None:
    text = header.format(separator) + f"1{separator}2\n-3.5{separator}4e1\n\n5{separator} 6 \n"
    table = read_table(text.replace("\n", end))
    assert table.x.tolist() == [1.0, -3.5, 5.0]
    assert table.y.tolist() == [2.0, 40.0, 6.0]
    assert table.x.dtype == table.y.dtype == np.float32
    assert table.form.separator == separator
    assert table.form.names == (("temperature", "rate") if header else None)
    assert (table.columns, table.skipped, table.faults) == ((1, 2), 0, ())


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_decimal_comma(separator: str) -> None:
    table = read_table(f"x{separator}y\n1,5{separator}2\n−2,25{separator}3,125e2\n")
    assert table.form.decimal == ","
    assert table.x.tolist() == [1.5, -2.25]
    assert table.y.tolist() == [2.0, 312.5]


def test_with_a_decimal_comma_a_point_is_not_silently_one_as_well() -> None:
    with pytest.raises(InputError) as caught:
        read_table("1,5;2\n2,5;1\n1.234;5\n1.234,5;6\n3,5;0")
    assert [(fault.row, fault.column, fault.text) for fault in caught.value.values["faults"]] == [
        (3, 1, "1.234"),
        (4, 1, "1.234,5"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    content = "온도,비율\n1,2\n3,4\n".encode(encoding)
    file = tmp_path / "자료.csv"
    file.write_bytes(content)
    for source in (content, file):
        table = read_table(source)
        assert table.form.names == ("온도", "비율")
        assert table.x.tolist() == [1.0, 3.0]
    assert table.encoding == encoding


def test_a_pasted_text_may_begin_with_a_byte_order_mark() -> None:
    assert read_table("\ufeff1\t2\n3\t4").x.tolist() == [1.0, 3.0]


def test_quoted_cells() -> None:
    table = read_table('"a, b","say ""y"""\n"1","2"\n3,"4"\n"5\n",6')
    assert table.form.names == ("a, b", 'say "y"')
    assert table.x.tolist() == [1.0, 3.0, 5.0]


def test_columns_are_the_first_two_of_numbers_or_those_asked_for() -> None:
    text = "name,x,note,y,z\nann,1,,2,3\nbob,4,ok,5,6\n"
    table = read_table(text)
    assert table.columns == (2, 4)
    assert table.form.numeric == (2, 4, 5)
    other = read_table(text, columns=(5, 2))
    assert other.x.tolist() == [3.0, 6.0]
    assert other.y.tolist() == [1.0, 4.0]
    assert code(text, columns=(2, 6)) == "out-of-range"
    assert code(text, columns=(1, 2)) == "table-cells"


def test_a_header_of_numbers_must_be_said() -> None:
    text = "2019,2020\n1,2\n3,5"
    assert len(read_table(text)) == 3
    table = read_table(text, header=True)
    assert table.form.names == ("2019", "2020")
    assert len(table) == 2
    assert code("x,y\n1,2\n3,4", header=False) == "table-cells"


def test_faulty_cells_are_named_by_row_and_column_as_in_the_file() -> None:
    text = "x,weight\n1,2\n\n3,\nabc,4\n5,inf\n6,1e39\n7,8,9\n10,11\n1_0,3\nnan,2\n"
    with pytest.raises(InputError) as caught:
        read_table(text)
    assert caught.value.values["faults"] == (
        Fault(4, 2, "weight", "", "missing"),
        Fault(5, 1, "x", "abc", "not-a-number"),
        Fault(6, 2, "weight", "inf", "not-finite"),
        Fault(7, 2, "weight", "1e39", "too-large"),
        Fault(8, 3, "", "9", "too-many-cells"),
        Fault(10, 1, "x", "1_0", "not-a-number"),
        Fault(11, 1, "x", "nan", "not-finite"),
    )
    sentence = str(caught.value)
    assert "4:2 (weight) “”" in sentence
    assert "5:1 (x) “abc”" in sentence
    assert sentence.count("“") == 1 + 5  # the word “text” and the first few cells
    assert "cannot be used: 7" in sentence

    table = read_table(text, skip_faulty=True)
    assert table.x.tolist() == [1.0, 10.0]
    assert table.skipped == 7


def test_a_fault_far_down_is_found_and_millions_are_not_kept() -> None:
    lines = ["1,2", *("3,4" for _ in range(20_000)), "5,x"]
    with pytest.raises(InputError) as caught:
        read_table("\n".join(lines))
    assert str(caught.value.values["cells"]) == "20002:2 “x”"
    table = read_table("\n".join(lines + [f"{k},-" for k in range(3 * KEPT)]), skip_faulty=True)
    assert (len(table), table.skipped, len(table.faults)) == (20_001, 3 * KEPT + 1, KEPT)


def test_empty_rows_of_a_spreadsheet_are_blank() -> None:
    assert read_table("x;y\n1;2\n;\n3;4\n;\n;\n").x.tolist() == [1.0, 3.0]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", "table-empty"),
        (" \n\t\n", "table-empty"),
        (b"", "table-empty"),
        ("x,y\n", "table-only-header"),
        ("1\n2\n3\n", "table-columns"),
        ("a,b\nc,d\n1,e", "table-columns"),
        ("1,2", "table-too-few"),
        ("7,1\n7,2\n7,3", "own-no-spread"),
        ('1,2\n3,4\n"5,6\n7,8', "table-quotes"),
        (b"PK\x03\x04\x14\x00", "table-spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "table-spreadsheet"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "table-binary"),
        (b"1,2\n3,\x004\n5,6", "table-binary"),
        ("1,2\n\x00", "table-binary"),
        (b"1,2\n\xff\xff\xff,4", "table-encoding"),
        (Path("no such file.csv"), "table-missing"),
        (Path("."), "table-folder"),
        (Path("a\0b"), "table-unread"),
    ],
)
def test_what_is_no_table_is_said(source: str | bytes | Path, expected: str) -> None:
    assert code(source) == expected
    assert expected in MESSAGES


def test_too_much_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_text, "MOST_BYTES", 10)
    file = tmp_path / "large.csv"
    file.write_text("1,2\n3,4\n5,6\n")
    assert code(file) == code(file.read_bytes()) == code(file.read_text()) == "table-too-large"
    monkeypatch.undo()
    monkeypatch.setattr("engine.table.MOST_ROWS", 2)
    assert code(file) == "table-too-many"


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=2), st.sampled_from([",", ";", "\t"]), st.booleans())
def test_what_was_written_is_read(rows: list[tuple[float, float]], separator: str, quoted: bool) -> None:
    file = io.StringIO()
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(file, delimiter=separator, quoting=quoting).writerows(rows)
    x, y = np.array(rows, dtype=np.float32).T
    if x.min() == x.max():
        assert code(file.getvalue()) == "own-no-spread"
        return
    for text in (file.getvalue(), file.getvalue().encode("utf-16")):
        table = read_table(text)
        np.testing.assert_array_equal(table.x, x)
        np.testing.assert_array_equal(table.y, y)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=2), st.sampled_from([";", "\t"]))
def test_what_was_written_with_decimal_commas_is_read(
    rows: list[tuple[float, float]], separator: str
) -> None:
    text = "\n".join(separator.join(repr(v).replace(".", ",") for v in row) for row in rows)
    x, y = np.array(rows, dtype=np.float32).T
    if x.min() < x.max():
        table = read_table(text)
        np.testing.assert_array_equal(table.x, x)
        np.testing.assert_array_equal(table.y, y)


@given(st.one_of(st.text(), st.binary(), st.text(alphabet='0123456789.,;\t\n\r"-e_x\0 nai')))
def test_garbage_raises_nothing_but_input_errors(source: str | bytes) -> None:
    for skip_faulty in (False, True):
        try:
            table = read_table(source, skip_faulty=skip_faulty)
        except InputError as error:
            assert str(error)  # noqa: PT017
        else:
            assert np.isfinite(table.x).all()
            assert np.isfinite(table.y).all()
            assert len(table.own("garbage")) == len(table.x) >= 2
