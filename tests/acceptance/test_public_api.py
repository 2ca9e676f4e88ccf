"""``import krama`` offers what the contract says, and goes on offering it whatever else was imported or called before."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

import krama
from krama.graph import Graph

TEXT = "The Ministry of Lakes issued Prakas No. 7 on Clinics of 3 May 2011.\n"


@pytest.mark.parametrize("name", ["build", "extract", "open"])
def test_the_functions_stay_functions_when_the_packages_are_imported(name: str) -> None:
    for module in ("krama.building", "krama.building.batch", "krama.cli", "krama.cli.build", "krama.cli.extract"):
        import_module(module)
    assert callable(getattr(krama, name))


@pytest.mark.slow
def test_reading_building_and_asking_in_any_order_and_again(tmp_path: Path) -> None:
    path, store = tmp_path / "prakas.txt", tmp_path / "store"
    path.write_text(TEXT, encoding="utf-8")
    assert any(relation.predicate == "issuedBy" for relation in krama.extract(path).relations)
    for _ in range(2):
        report = krama.build([path], store)
        assert report.exit_status == 0
        assert report.documents == 1
    with krama.open(store) as graph:
        assert isinstance(graph, Graph)
        assert graph.query("ASK { ?prakas krama:issuedBy ?body ; krama:number '7' }") is True
        assert graph.ask("issued-by", "Prakas No. 7 on Clinics").answers
        assert graph.ask("who issued Prakas No. 7 on Clinics?").answers
        assert graph.entity("Ministry of Lakes")
        assert graph.network().number_of_edges() > 0
        assert len(graph.dataset()) > 0
        assert graph.export(tmp_path / "graph.ttl") == (tmp_path / "graph.ttl",)
