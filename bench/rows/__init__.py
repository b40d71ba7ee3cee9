"""One module a row of the table: `run(options) -> report.Row`, and for calls `call(contestant, case) -> worker.Call`."""

ROWS = ("compile_small", "compile_cfd", "warm_cache", "import_cost", "call", "fib", "array_sqrt", "cfd", "growth")
