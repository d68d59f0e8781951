from contract.reference import reference
from contract.tables import TABLES
from tests.test_architecture import ROOT


def test_the_page_of_tables_is_the_one_that_the_contract_gives():
    assert (ROOT / "docs" / "tables.md").read_text("utf-8") == reference(), "run `make docs`"


def test_the_page_of_tables_names_every_column():
    page = reference()
    names = [column.name for table in TABLES.values() for column in table.columns]
    assert [name for name in names if f"`{name}`" not in page] == []
