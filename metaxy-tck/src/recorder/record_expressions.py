"""Records what Narwhals answers, for the test kit.

Set up:  python3 -m venv V && V/bin/pip install narwhals==2.21.0 polars==1.39.3
Run:     V/bin/python record_expressions.py | gzip -9n > ../main/resources/io/metaxy/tck/vectors/expressions.json.gz

One JSON object: a table, and cases of an expression as a tree (function, arguments) with its value in each
row. NaN and infinities are texts there, as are dates and times.
"""
import datetime as dt
import json
import math

import narwhals as nw
import polars as pl

U = dt.timezone.utc
INF, NAN = math.inf, math.nan
ROWS = {
    "i": [0, 1, -7, 7, None, 9007199254740993, 12, -1],
    "j": [2, 0, 2, -2, 3, 1, None, 4],
    "x": [0.0, -0.0, 0.5, NAN, INF, -INF, None, -2.5],
    "y": [1.0, 0.0, NAN, NAN, 2.0, -INF, 1.0, 0.3],
    "s": ["", "a", "Abc", "größe", "🐦b", None, "x.y", " v1 "],
    "p": ["", "b", "abc", "GRÖSSE", "🐦", "z", None, "v1"],
    "b": [True, False, None, True, False, None, True, False],
    "c": [True, True, True, False, False, False, None, None],
    "d": [dt.date(2023, 12, 31), dt.date(2024, 1, 1), dt.date(2024, 2, 29), None, dt.date(1969, 12, 31), dt.date(1970, 1, 1), dt.date(2025, 6, 30), dt.date(1, 1, 1)],
    "t": [dt.datetime(2023, 12, 31, 23, 59, 59, 999999, U), dt.datetime(2024, 1, 1, tzinfo=U), None, dt.datetime(1969, 12, 31, 23, 59, 59, 1, U), dt.datetime(2024, 2, 29, 12, 30, 15, 123456, U), dt.datetime(1970, 1, 1, tzinfo=U), dt.datetime(2024, 6, 1, 12, 30, tzinfo=U), dt.datetime(1900, 3, 1, 6, 0, 0, 7, U)],
}
TYPES = {"i": "int64", "j": "int64", "x": "float64", "y": "float64", "s": "string", "p": "string", "b": "boolean", "c": "boolean", "d": "date", "t": "timestamp"}
FRAME = nw.from_native(pl.DataFrame({"id": list(range(8)), **ROWS}, schema_overrides={"t": pl.Datetime("us", "UTC")}))

COMPARE = {"eq": "__eq__", "ne": "__ne__", "lt": "__lt__", "le": "__le__", "gt": "__gt__", "ge": "__ge__"}
ARITHMETIC = {"plus": "__add__", "minus": "__sub__", "times": "__mul__", "divide": "__truediv__", "floor_divide": "__floordiv__", "modulo": "__mod__"}
CASTS = {"int64": nw.Int64, "float64": nw.Float64, "string": nw.String, "boolean": nw.Boolean, "date": nw.Date}


def build(tree):
    if not isinstance(tree, list):
        return nw.lit(tree)
    op, *args = tree
    if op == "col":
        return nw.col(args[0])
    if op == "time":
        return nw.lit(dt.datetime.fromisoformat(args[0]))
    if op == "day":
        return nw.lit(dt.date.fromisoformat(args[0]))
    if op == "nan":
        return nw.lit(NAN)
    if op == "inf":
        return nw.lit(INF)
    if op in COMPARE or op in ARITHMETIC:
        return getattr(build(args[0]), {**COMPARE, **ARITHMETIC}[op])(build(args[1]))
    if op == "and":
        return build(args[0]) & build(args[1])
    if op == "or":
        return build(args[0]) | build(args[1])
    if op == "not":
        return ~build(args[0])
    if op == "is_in":
        return build(args[0]).is_in(args[1])
    if op == "is_between":
        return build(args[0]).is_between(build(args[1]), build(args[2]))
    if op == "fill_null":
        return build(args[0]).fill_null(args[1])
    if op == "coalesce":
        return nw.coalesce(*[build(a) for a in args])
    if op == "concat_str":
        return nw.concat_str(*[build(a) for a in args[1:]], separator=args[0])
    if op == "when":
        return nw.when(build(args[0])).then(build(args[1])).otherwise(build(args[2]))
    if op == "cast":
        return build(args[0]).cast(CASTS[args[1]])
    if op in ("is_null", "is_nan", "is_finite", "abs"):
        return getattr(build(args[0]), op)()
    group, method = op.split(".")
    if method == "contains_literal":
        return build(args[0]).str.contains(args[1], literal=True)
    if method == "replace_all":
        return build(args[0]).str.replace_all(args[1], args[2])
    return getattr(getattr(build(args[0]), group), method)(*args[1:])


def cases():
    i, j, x, y, s, p, b, c, d, t = (["col", n] for n in "ijxyspbcdt")
    for op in COMPARE:
        yield from ([op, i, 7], [op, i, j], [op, x, 0.5], [op, x, y], [op, x, ["nan"]], [op, x, ["inf"]], [op, i, 0.5])
        yield from ([op, s, "a"], [op, s, p], [op, b, c], [op, d, ["day", "2024-01-01"]], [op, t, ["time", "2024-01-01T00:00:00+00:00"]])
    for op in ARITHMETIC:
        yield from ([op, i, 2], [op, i, j], [op, x, 2.0], [op, x, y], [op, i, 0.5])
        if op not in ("plus", "minus", "times"):
            yield [op, i, -2]
    yield from (["and", b, c], ["or", b, c], ["not", b], ["and", ["gt", i, 0], ["lt", x, 1.0]], ["or", ["is_null", i], b])
    for v in (i, x, s, b, d, t):
        yield ["is_null", v]
    yield from (["is_nan", x], ["is_finite", x], ["abs", i], ["abs", x])
    yield from (["is_in", i, [7, 12, 5]], ["is_in", s, ["a", "Abc"]], ["not", ["is_in", i, [7]]], ["is_in", i, []])
    yield from (["is_between", i, 0, 7], ["is_between", x, -2.5, 0.5], ["is_between", s, "a", "b"])
    yield from (["fill_null", i, 5], ["fill_null", s, "none"], ["coalesce", i, j], ["coalesce", s, p, "z"])
    yield from (["concat_str", "-", s, p], ["concat_str", "", s, p])
    yield from (["when", b, i, j], ["when", ["gt", x, 0.0], "pos", "other"], ["when", ["is_null", s], 0, 1])
    yield from (["cast", i, "float64"], ["cast", i, "string"], ["cast", b, "int64"], ["cast", i, "boolean"], ["cast", t, "date"])
    for m in ("len_chars", "to_uppercase", "to_lowercase", "strip_chars"):
        yield from ([f"str.{m}", s], [f"str.{m}", p])
    for a in (["str.contains", s, "[a-c]$"], ["str.contains", s, "^.b"], ["str.contains_literal", s, "."], ["str.starts_with", s, "A"], ["str.ends_with", s, "b"],
              ["str.replace_all", s, "[abc]", "_"], ["str.slice", s, 1, 2], ["str.slice", s, -2], ["str.head", s, 2], ["str.tail", s, 2], ["str.strip_chars", s, " a"]):
        yield a
    for m in ("year", "month", "day", "hour", "minute", "second", "millisecond", "microsecond", "ordinal_day", "weekday", "date"):
        yield [f"dt.{m}", t]
    for m in ("year", "month", "day", "ordinal_day", "weekday"):
        yield [f"dt.{m}", d]


def plain(v):
    if isinstance(v, float) and not math.isfinite(v):
        return "NaN" if math.isnan(v) else "Infinity" if v > 0 else "-Infinity"
    if isinstance(v, (dt.date, dt.datetime)):
        return v.isoformat()
    return v


def main():
    out = []
    for tree in cases():
        values = FRAME.select(v=build(tree))["v"].to_list()
        out.append({"expression": tree, "values": [plain(v) for v in (values if len(values) == 8 else values * 8)]})
    rows = [{"id": n, **{k: plain(v[n]) for k, v in ROWS.items()}} for n in range(8)]
    print(json.dumps({"columns": {"id": "int64", **TYPES}, "rows": rows, "cases": out}, ensure_ascii=False))


main()
