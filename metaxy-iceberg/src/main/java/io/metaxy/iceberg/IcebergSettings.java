package io.metaxy.iceberg;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The options of one store.
 *
 * @param warehouse where new tables go, as Iceberg wants it: a URI
 * @param namespace the namespace of the tables
 * @param catalogName the name of the catalog, which is part of the rows of a JDBC catalog
 * @param catalogProperties the properties of the catalog, without those that follow from the rest
 * @param createsNamespace whether the first write makes the namespace
 * @param busyTimeout how long to wait for another writer
 * @param bulkRows from so many rows on a write goes through Arrow
 * @param temporary where folders for temporary files are made
 * @param compactAfter with more files than this a table is compacted after a write; 0 is never
 * @param engine settings of DuckDB
 */
record IcebergSettings(
    String warehouse,
    String namespace,
    String catalogName,
    Map<String, String> catalogProperties,
    boolean createsNamespace,
    Duration busyTimeout,
    long bulkRows,
    @Nullable Path temporary,
    long compactAfter,
    Map<String, String> engine) {
  IcebergSettings {
    catalogProperties = Map.copyOf(catalogProperties);
    engine = Map.copyOf(engine);
  }

  /** The folder of the warehouse, if it is on this machine. */
  Optional<Path> folder() {
    return LocalFileIO.isLocal(warehouse)
        ? Optional.of(LocalFileIO.path(warehouse))
        : Optional.empty();
  }

  /** Where folders for temporary files are made. */
  Path temporaryRoot() {
    return temporary != null ? temporary : Path.of(System.getProperty("java.io.tmpdir"));
  }
}
