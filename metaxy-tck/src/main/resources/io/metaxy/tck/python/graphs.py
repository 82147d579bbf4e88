"""Pushes features, locks them and tells their versions, with the Python library.

Standard input: {"store": {"type": "duckdb" or "clickhouse", ...keyword arguments of the store's
class}, "folder": FOLDER, "project": NAME, "features": [specs], "do": one of
"push": records the features with "tags" and gives the project's version;
"history": gives [project version, number of features] of what was pushed, the last first;
"snapshot": gives the features of the project version "version" that was pushed;
"lock": writes FOLDER/metaxy.lock and gives the number of features added, updated, removed, unchanged;
"load": gives the features, those of FOLDER/metaxy.lock among them}.
A feature is given as its key: [feature version, definition version, field versions], in the answer
to "load" without the definition version of own features, whose columns each language says by itself.
Standard output: the answer.
"""
import json
import sys
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
import metaxy
from metaxy.config import MetaxyConfig
from metaxy.graph.diff.differ import GraphDiffer
from metaxy.metadata_store.system.storage import SystemTableStorage
from metaxy.utils.lock_file import generate_lock_file, load_lock_file
from stores import store_of


def configure(folder, project):
    file = Path(folder) / "python.toml"
    file.write_text(f'project = "{project}"\nauto_create_tables = true\nenable_map_datatype = true\n')
    return MetaxyConfig.load(config_file=file)


def define(project, specs):
    for number, spec in enumerate(specs):
        columns = {name: str for name in spec["id_columns"]}
        body = {"__metaxy_project__": project, "__module__": "made", "__annotations__": columns}
        body["__qualname__"] = f"Made{number}"
        type(metaxy.BaseFeature)(f"Made{number}", (metaxy.BaseFeature,), body, spec=metaxy.FeatureSpec(**spec))


def lock(store, asked):
    result = generate_lock_file(store, Path(asked["folder"]) / "metaxy.lock", exclude_project=asked["project"])
    return [len(result.added), len(result.updated), len(result.removed), result.unchanged_count]


def versions(graph):
    return {
        key.to_string(): [
            graph.get_feature_version(key),
            definition.feature_definition_version if definition.is_external else "",
            graph.get_feature_version_by_field(key),
        ]
        for key, definition in graph.feature_definitions_by_key.items()
    }


def snapshot(store, asked):
    features = GraphDiffer().load_snapshot_data(store, asked["version"], asked["project"])
    return {
        key: [feature["metaxy_feature_version"], feature["metaxy_definition_version"], feature["fields"]]
        for key, feature in features.items()
    }


def history(storage, project):
    rows = storage.read_graph_snapshots(project=project).iter_rows(named=True)
    return [[row["metaxy_project_version"], row["feature_count"]] for row in rows]


def run(asked):
    config = configure(asked["folder"], asked["project"])
    graph = metaxy.FeatureGraph()
    with graph.use():
        define(asked["project"], asked["features"])
        if asked["do"] == "load":
            load_lock_file(config)
            return versions(graph)
        store = store_of(**asked["store"])
        with store.open("w"):
            storage = SystemTableStorage(store)
            if asked["do"] == "push":
                return storage.push_graph_snapshot(project=asked["project"], tags=asked["tags"]).project_version
            if asked["do"] == "history":
                return history(storage, asked["project"])
            return {"snapshot": snapshot, "lock": lock}[asked["do"]](store, asked)


json.dump(run(json.load(sys.stdin)), sys.stdout)
