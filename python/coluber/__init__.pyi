from collections.abc import Callable
import typing
from typing import Any, Concatenate, Generic, ParamSpec, Self, TypeVar

from . import errors as errors, types as types
from .errors import (
    ColuberWarning as ColuberWarning,
    CompileError as CompileError,
    InternalError as InternalError,
    NotSupported as NotSupported,
    SourceError as SourceError,
    TypingError as TypingError,
)
from .types import (
    Signature,
    Type,
    boolean as boolean,
    complex64 as complex64,
    complex128 as complex128,
    float32 as float32,
    float64 as float64,
    int8 as int8,
    int16 as int16,
    int32 as int32,
    int64 as int64,
    intp as intp,
    none as none,
    optional as optional,
    uint8 as uint8,
    uint16 as uint16,
    uint32 as uint32,
    uint64 as uint64,
    uintp as uintp,
    void as void,
)

P = ParamSpec("P")
R = TypeVar("R")
Instance = TypeVar("Instance")
Rest = ParamSpec("Rest")
OneSignature = str | Signature | tuple[Type, ...]

class Dispatcher(Generic[P, R]):
    py_func: Callable[P, R]
    signatures: list[tuple[str, ...]]
    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R: ...
    @typing.overload
    def __get__(self, instance: None, owner: type | None = None) -> Self: ...
    @typing.overload
    def __get__(
        self: Callable[Concatenate[Instance, Rest], R], instance: Instance, owner: type | None = None
    ) -> Callable[Rest, R]: ...
    def compile(self, signature: OneSignature) -> None: ...
    def inspect_ir(self, signature: OneSignature | tuple[str, ...] | None = None) -> Any: ...
    def inspect_llvm(self, signature: OneSignature | tuple[str, ...] | None = None) -> Any: ...
    def inspect_asm(self, signature: OneSignature | tuple[str, ...] | None = None) -> Any: ...

@typing.overload
def jit(function: Callable[P, R], /) -> Dispatcher[P, R]: ...
@typing.overload
def jit(
    signatures: OneSignature | list[OneSignature] | None = None,
    *,
    nopython: bool | None = None,
    fastmath: bool = False,
    boundscheck: bool | None = None,
) -> Callable[[Callable[P, R]], Dispatcher[P, R]]: ...
@typing.overload
def njit(function: Callable[P, R], /) -> Dispatcher[P, R]: ...
@typing.overload
def njit(
    signatures: OneSignature | list[OneSignature] | None = None, *, fastmath: bool = False, boundscheck: bool | None = None
) -> Callable[[Callable[P, R]], Dispatcher[P, R]]: ...
def overload(function: Callable[..., Any]) -> Callable[[Callable[P, R]], Callable[P, R]]: ...
def typeof(value: object, /) -> str: ...

__version__: str
