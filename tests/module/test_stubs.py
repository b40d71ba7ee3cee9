"""The stubs name what the package has. What type checkers make of them: tools/check_types.py."""

import ast
import pathlib

import pytest

coluber = pytest.importorskip("coluber", reason="coluber is not built")
PACKAGE = pathlib.Path(coluber.__file__).parent


def names_in(stub):
    names = set()
    for node in ast.parse((PACKAGE / stub).read_text()).body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                names.update(alias.asname or alias.name for alias in aliases)
            case ast.Assign(targets=[ast.Name(id=name)]):
                names.add(name)
    return names


def test_every_public_name_has_a_type():
    assert set(coluber.__all__) <= names_in("__init__.pyi")


def test_every_type_is_in_the_stub():
    own = {name for name, value in vars(coluber.types).items() if isinstance(value, coluber.types.Type)}
    assert own | {"Tuple", "UniTuple", "Array", "optional", "names"} <= names_in("types.pyi")


def test_every_exception_is_in_the_stub():
    own = {name for name, value in vars(coluber.errors).items() if isinstance(value, type) and issubclass(value, Exception)}
    assert own <= names_in("errors.pyi")
