"""Numba's names that coluber has nothing behind: each refuses where it is used, and says what to write instead (E0601).

So `import coluber as numba` meets a working thing or a sentence. What works is elsewhere: `jit`, `njit`, `typeof`, the types; and
`prange` is `range`, as in Numba without `parallel=True`.
"""

from .errors import not_there

prange = range

CURES = {
    "vectorize": "write a loop over the arrays in an `njit` function; it becomes vector instructions",
    "guvectorize": "write an `njit` function that loops over the leading axes",
    "stencil": "write the loop over the inner points: `for i in range(1, n - 1): out[i] = a[i - 1] + a[i + 1]`",
    "cfunc": "compiled functions cannot be handed to C yet; give the library a Python function",
    "generated_jit": "write one function for each kind of argument, and choose with `match` or `isinstance`",
    "literally": "leave it out: literals and globals are known when compiling",
    "literal_unroll": "leave it out: index the tuple with literals, or take it apart by assignment",
    "objmode": "leave it out and decorate with `jit`, which goes through Python where it must",
    "jit_module": "decorate the functions one by one",
    "typed.List": "use a list: `[...]` and `list(...)`",
    "typed.Dict": "use a dict: `{...}` and `dict(...)`",
    "experimental.jitclass": "use a plain class outside of compiled functions, and pass its arrays and numbers",
    "experimental.structref": "pass the fields, or a tuple",
    "extending.overload": "write the function in Python and decorate it with `jit`",
    "extending.overload_method": "write a function in place of the method, and decorate it with `jit`",
    "extending.overload_attribute": "write a function in place of the attribute, and decorate it with `jit`",
    "extending.intrinsic": "write the function in Python and decorate it with `jit`",
    "extending.register_jitable": "decorate with `jit`: such a function is called from Python and from compiled code",
    "cuda": "coluber compiles for the processor",
}


class Missing:
    """Stands for one of Numba's names; using it raises."""

    def __init__(self, name):
        self._name = name

    def _refuse(self, *args, **kwargs):
        raise not_there(f"coluber has no `{self._name}`", CURES.get(self._name, "see docs/compatibility.md"))

    __call__ = __enter__ = __getitem__ = _refuse

    def __exit__(self, *error):
        return False

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if f"{self._name}.{name}" in CURES:
            return Missing(f"{self._name}.{name}")
        return self._refuse()

    def __repr__(self):
        return f"<coluber has no {self._name}>"


def __getattr__(name):
    if not any(known.partition(".")[0] == name for known in CURES):
        raise AttributeError(name)
    return Missing(name)
