"""A table that somebody gives is read to the sign, and a fault in it names nobody."""

from pathlib import Path

import pytest

from fielding.engines.errors import FileUnreadable
from fielding.engines.linking.given_table import read_given


def test_all_of_a_csv_file_is_text_and_what_is_empty_is_missing(tmp_path: Path) -> None:
    file = tmp_path / "told.csv"
    file.write_text("phone,born,name\n07700900123,2001-02-03,NA\n,,\n")

    told = read_given(file).to_pylist()

    assert told == [
        {"phone": "07700900123", "born": "2001-02-03", "name": "NA"},
        {"phone": None, "born": None, "name": None},
    ]


def test_a_story_of_several_lines_is_one_answer_wherever_in_a_large_file_it_stands(
    tmp_path: Path,
) -> None:
    story = "They rang, and said:\npay\n" + "now " * 50
    (tmp_path / "told.csv").write_text("report,raw\n" + f'1,"{story}"\n' * 5_000)

    assert read_given(tmp_path / "told.csv")["raw"].unique().to_pylist() == [story]


def test_a_file_with_a_head_alone_is_an_empty_table(tmp_path: Path) -> None:
    (tmp_path / "told.csv").write_text("phone,name\n")

    assert read_given(tmp_path / "told.csv").num_rows == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("told.csv", b"phone,name\n1,Marigold,2\n"),
        ("told.csv", b"phone,name\n1,Marigold\xff\n"),
        ("told.csv", b"phone,phone\n1,Marigold\n"),
        ("told.csv", b""),
        ("told.arrow", b"Marigold"),
        ("told.parquet", b"Marigold"),
    ],
)
def test_a_file_that_is_no_table_is_refused_without_a_word_of_its_rows(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(FileUnreadable) as refused:
        read_given(tmp_path / name)

    assert "Marigold" not in str(refused.value)
    assert refused.value.__cause__ is None
