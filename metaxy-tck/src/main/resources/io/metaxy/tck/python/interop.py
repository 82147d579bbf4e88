"""Does to a store what the Java test asks for, with the Python library.

Standard input: {"store": {"type": "duckdb", "clickhouse" or "iceberg", "maps": true, "hash_algorithm": NAME,
...keyword arguments of the store's class}, "steps": [{"do": "write", "rows": [...]},
{"do": "delete", "where": [column, operator, value], "soft": true},
{"do": "read", ...keyword arguments of read}, {"do": "resolve"}, {"do": "write_resolved"}]}; the
last two are about a feature that is made from the one of the others.
Standard output: a list with the rows of each read, times as microseconds since 1970, and of each
resolve its new, stale and orphaned rows.
"""
import datetime
import json
import operator
import sys
import tempfile
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
import metaxy
import narwhals
import polars
from metaxy.config import MetaxyConfig
from metaxy.utils import collect_to_polars
from stores import store_of

OPERATORS = {"<": operator.lt, ">=": operator.ge, "==": operator.eq}


def configure(maps):
    config = Path(tempfile.mkdtemp()) / "metaxy.toml"
    config.write_text(
        f'project = "kit"\nauto_create_tables = true\nenable_map_datatype = {str(maps).lower()}\n'
    )
    MetaxyConfig.load(config_file=config)


def plain(value):
    if isinstance(value, datetime.datetime):
        utc = value if value.tzinfo else value.replace(tzinfo=datetime.timezone.utc)
        return (utc - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)) // datetime.timedelta(microseconds=1)
    if isinstance(value, list):  # of entries: a map as it is stored
        return {entry["key"]: entry["value"] for entry in value}
    return value


def rows_of(frame):
    maps = [
        name
        for name, dtype in frame.schema.items()
        if name.endswith("_by_field") and not isinstance(dtype, polars.Struct)
    ]
    frame = frame.with_columns(polars.col(name).ext.storage() for name in maps)
    return [{name: plain(value) for name, value in row.items()} for row in frame.to_dicts()]


def frame_of(rows):
    return polars.DataFrame(
        {
            "sample_uid": [row["sample_uid"] for row in rows],
            "score": [row["score"] for row in rows],
            "label": [row["label"] for row in rows],
            "taken_at": [datetime.datetime.fromtimestamp(row["taken_at"] / 1e6, datetime.timezone.utc) for row in rows],
            "metaxy_provenance_by_field": [row["metaxy_provenance_by_field"] for row in rows],
        },
        schema_overrides={
            "sample_uid": polars.Int64,
            "score": polars.Float64,
            "label": polars.String,
            "taken_at": polars.Datetime("us", "UTC"),
        },
    )


def run(place, steps):
    configure(place.pop("maps", True))
    graph = metaxy.FeatureGraph()
    with graph.use():

        class Root(
            metaxy.BaseFeature,
            spec=metaxy.FeatureSpec(
                key="interop/root",
                id_columns=("sample_uid",),
                fields=[
                    metaxy.FieldSpec(key="audio", code_version="1"),
                    metaxy.FieldSpec(key="frames", code_version="2"),
                ],
            ),
        ):
            __metaxy_project__ = "kit"

        class Derived(
            metaxy.BaseFeature,
            spec=metaxy.FeatureSpec(
                key="interop/derived",
                id_columns=("sample_uid",),
                deps=[metaxy.FeatureDep(feature="interop/root")],
                fields=[metaxy.FieldSpec(key="both", code_version="1")],
            ),
        ):
            __metaxy_project__ = "kit"

        store = store_of(**place)
        results = []
        with store.open("w"):
            for step in steps:
                what = step.pop("do")
                if what == "write":
                    store.write(Root, frame_of(step["rows"]))
                elif what == "delete":
                    column, symbol, value = step["where"]
                    store.delete(
                        Root, filters=OPERATORS[symbol](narwhals.col(column), value), soft=step["soft"]
                    )
                elif what == "resolve":
                    increment = store.resolve_update(Derived)
                    parts = {"new": increment.new, "stale": increment.stale, "orphaned": increment.orphaned}
                    results.append({name: rows_of(collect_to_polars(part)) for name, part in parts.items()})
                elif what == "write_resolved":
                    increment = store.resolve_update(Derived)
                    for part in (increment.new, increment.stale):
                        frame = collect_to_polars(part)
                        if len(frame):
                            store.write(Derived, frame.drop("metaxy_deleted_at", strict=False))
                else:
                    results.append(rows_of(collect_to_polars(store.read(Root, **step))))
        return results


asked = json.load(sys.stdin)
json.dump(run(asked["store"], asked["steps"]), sys.stdout)
