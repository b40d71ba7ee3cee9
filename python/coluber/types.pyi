from collections.abc import Iterable
from typing import Any

class Type:
    name: str
    text: str
    dtype: str | None
    def __getitem__(self, axes: slice | tuple[slice, ...]) -> Type: ...
    def __call__(self, *args: Type) -> Signature: ...

class Signature:
    returns: Type | None
    args: tuple[Type, ...]
    def __init__(self, returns: Type | None, args: Iterable[Type]) -> None: ...

float64: Type
double: Type
f8: Type
float_: Type
float32: Type
single: Type
f4: Type
complex128: Type
c16: Type
complex64: Type
c8: Type
int64: Type
intp: Type
int_: Type
long_: Type
longlong: Type
ssize_t: Type
i8: Type
int32: Type
intc: Type
i4: Type
int16: Type
short: Type
i2: Type
int8: Type
char: Type
i1: Type
uint64: Type
uintp: Type
uint: Type
ulong: Type
ulonglong: Type
size_t: Type
u8: Type
uint32: Type
uintc: Type
u4: Type
uint16: Type
ushort: Type
u2: Type
uint8: Type
byte: Type
uchar: Type
u1: Type
boolean: Type
bool_: Type
b1: Type
void: Type
none: Type
pyobject: Type

def Tuple(items: Iterable[Type]) -> Type: ...
def UniTuple(item: Type, count: int) -> Type: ...
def Array(dtype: Type, ndim: int, layout: str) -> Type: ...
def optional(item: Type) -> Type: ...

Optional = optional

def names() -> dict[str, Any]: ...
