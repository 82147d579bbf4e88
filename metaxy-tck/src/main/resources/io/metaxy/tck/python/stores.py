"""Opens the stores that the tests share."""
import metaxy


def store_of(type, hash_algorithm, **arguments):
    arguments |= {"auto_create_tables": True, "hash_algorithm": metaxy.HashAlgorithm(hash_algorithm)}
    if type == "clickhouse":
        from metaxy.ext.clickhouse import ClickHouseMetadataStore

        return ClickHouseMetadataStore(**arguments)
    if type == "iceberg":
        from metaxy.ext.polars.handlers.iceberg import IcebergMetadataStore

        return IcebergMetadataStore(**arguments)
    from metaxy.ext.duckdb import DuckDBMetadataStore

    class OfflineStore(DuckDBMetadataStore):
        """The store without the extension that it would download; MD5 needs none."""

        def _load_extensions(self):
            pass

    return OfflineStore(**arguments)
