package io.metaxy.tck.reference;

import io.metaxy.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one store and who changes them.
 *
 * @param tables as last committed
 * @param writers a permit per table
 */
record MemoryTables(Map<String, Table> tables, Map<String, Semaphore> writers) {

  MemoryTables() {
    this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
  }

  Semaphore writer(String table) {
    return writers.computeIfAbsent(table, name -> new Semaphore(1, true));
  }

  /** One state of a table; never changed, so that who reads it has a snapshot. */
  record Table(Schema schema, List<@Nullable Object[]> rows) {
    Table {
      rows = List.copyOf(rows);
    }
  }
}
