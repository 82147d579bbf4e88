"""The Python library's side of bench/compare: a round of all steps for each line of input.

reference.py ROWS BACKEND prints for each step of a round its name, milliseconds and rows, then "end" and the
peak memory of the process in MiB. Each round has a file or folder of its own.
"""
import random
import resource
import shutil
import sys
import tempfile
import time
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
import metaxy
import narwhals
import polars
from metaxy.config import MetaxyConfig
from metaxy.ext.duckdb import DuckDBMetadataStore
from metaxy.utils import collect_to_polars


class OfflineStore(DuckDBMetadataStore):
    """The store without the extension that it would download; MD5 needs none."""

    def _load_extensions(self):
        pass


def store_in(folder, backend):
    shared = {"auto_create_tables": True, "hash_algorithm": metaxy.HashAlgorithm.MD5}
    if backend == "iceberg":
        from metaxy.ext.polars.handlers.iceberg import IcebergMetadataStore

        return IcebergMetadataStore(warehouse=folder, **shared)
    return OfflineStore(database=str(Path(folder) / "bench.duckdb"), **shared)


def make_samples(count, seed=42):
    """The same as in Java."""
    numbers = random.Random(seed)
    return polars.DataFrame(
        {
            "sample_uid": list(range(count)),
            "score": [numbers.random() for _ in range(count)],
            "metaxy_provenance_by_field": [
                {"audio": f"a{numbers.randint(0, 2**20)}", "frames": f"f{numbers.randint(0, 2**20)}"}
                for _ in range(count)
            ],
        }
    )


def bumped(samples):
    """A tenth of the samples that no step deletes, with another audio."""
    fields = polars.col("metaxy_provenance_by_field").struct
    return (
        samples.filter(polars.col("score") >= 0.1)
        .head(len(samples) // 10)
        .with_columns(
            polars.struct((fields.field("audio") + "_bumped").alias("audio"), fields.field("frames")).alias(
                "metaxy_provenance_by_field"
            )
        )
    )


def features():
    field = metaxy.FieldSpec

    class Root(
        metaxy.BaseFeature,
        spec=metaxy.FeatureSpec(
            key="bench/root",
            id_columns=("sample_uid",),
            fields=[field(key="audio", code_version="1"), field(key="frames", code_version="1")],
        ),
    ):
        __metaxy_project__ = "bench"

    class Leaf(
        metaxy.BaseFeature,
        spec=metaxy.FeatureSpec(
            key="bench/leaf",
            id_columns=("sample_uid",),
            deps=[Root],
            fields=[field(key="prediction", code_version="1")],
        ),
    ):
        __metaxy_project__ = "bench"

    return Root, Leaf


def step(name, work, rows=lambda result: -1):
    start = time.perf_counter()
    result = work()
    elapsed = 1000 * (time.perf_counter() - start)
    print(name, round(elapsed), rows(result), flush=True)
    return result


def one_round(root, leaf, samples, changed, backend):
    folder = tempfile.mkdtemp(prefix="metaxy-bench")
    store = store_in(folder, backend)

    def stale():
        update = store.resolve_update(leaf)
        return len(collect_to_polars(update.new)) + len(collect_to_polars(update.stale))

    score = narwhals.col("score")
    with store.open("w"):
        step("write", lambda: store.write(root, samples), lambda _: len(samples))
        step("read", lambda: collect_to_polars(store.read(root)), len)
        new = step("resolve_new", lambda: collect_to_polars(store.resolve_update(leaf).new), len)
        step("write_leaf", lambda: store.write(leaf, new), lambda _: len(new))
        step("soft_delete", lambda: store.delete(root, filters=score < 0.1))
        step("read_deleted", lambda: collect_to_polars(store.read(root)), len)
        store.write(root, changed)
        step("resolve_stale", stale, lambda count: count)
        step("hard_delete", lambda: store.delete(root, filters=score >= 0.9, soft=False))
        step("hard_delete_rows", lambda: store.delete(root, filters=score >= 0.8, soft=False))
    shutil.rmtree(folder)


def main(count, backend):
    config = Path(tempfile.mkdtemp()) / "metaxy.toml"
    config.write_text('project = "bench"\nauto_create_tables = true\nenable_map_datatype = true\n')
    MetaxyConfig.load(config_file=config)
    with metaxy.FeatureGraph().use():
        root, leaf = features()
        samples = make_samples(count)
        changed = bumped(samples)
        for _ in sys.stdin:
            one_round(root, leaf, samples, changed, backend)
            print("end", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, flush=True)


main(int(sys.argv[1]), sys.argv[2])
