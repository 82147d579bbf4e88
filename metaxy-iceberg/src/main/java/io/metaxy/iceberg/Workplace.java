package io.metaxy.iceberg;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.duckdb.DuckDbSession;
import io.metaxy.duckdb.EmbeddedDuckDb;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.Table;
import org.jspecify.annotations.Nullable;

/** What all operations of one store share: the catalog, DuckDB, the temporary folder. */
final class Workplace implements AutoCloseable {
  private final IcebergSettings settings;
  private final IcebergCatalog catalog;
  private final ConcurrentHashMap<String, Path> copies = new ConcurrentHashMap<>();
  private @Nullable TemporaryFolder temporary;
  private @Nullable EmbeddedDuckDb engine;
  private boolean closed;

  Workplace(IcebergSettings settings) {
    this.settings = settings;
    this.catalog = new IcebergCatalog(settings);
  }

  IcebergSettings settings() {
    return settings;
  }

  IcebergCatalog catalog() {
    return catalog;
  }

  /** A session of the engine, which starts when it is first asked for one. */
  synchronized DuckDbSession session() {
    if (closed) {
      throw new MetaxyException(
          ErrorCode.CLOSED, "The store is closed.", "Open it anew, or close it later.");
    }
    if (engine == null) {
      Map<String, String> all = new HashMap<>(settings.engine());
      all.putIfAbsent("temp_directory", temporary().file("spill").toString());
      // Files are in the system's cache already, and they are this process's memory here.
      all.putIfAbsent("enable_external_file_cache", "false");
      engine = new EmbeddedDuckDb(all, IcebergErrors::engine);
    }
    return engine.session();
  }

  private synchronized TemporaryFolder temporary() {
    if (temporary == null) {
      temporary = TemporaryFolder.in(settings.temporaryRoot());
    }
    return temporary;
  }

  /** The table as it is now; the plan that names it was made after it. */
  TableVersion version(String table) {
    return catalog
        .load(table)
        .map(TableVersion::of)
        .orElseThrow(
            () ->
                new MetaxyException(
                    ErrorCode.BUSY,
                    "Table " + table + " was dropped meanwhile.",
                    "Nothing was changed; try again."));
  }

  /** The files of a table. */
  TableFiles files(Table table) {
    return new TableFiles(table, temporary(), copies);
  }

  /** The rows of a version. */
  RowSource source(TableVersion version) {
    FileView view = new FileView(version.fields(), files(version.table()));
    return (columns, filter) -> view.sql(columns, version.files(filter));
  }

  TableLock lock(String table) {
    return TableLock.take(
        settings.warehouse(),
        settings.folder(),
        settings.namespace() + "." + table,
        settings.busyTimeout());
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (engine != null) {
      engine.close();
    }
    catalog.close();
    if (temporary != null) {
      temporary.close();
    }
  }
}
