package org.example.csv;

import io.metaxy.schema.*;
import io.metaxy.spi.*;
import java.nio.file.Path;
import java.util.*;

/** A file per table. It is replaced as a whole, so that who reads the old one has a snapshot. */
record CsvBackend(Path folder) implements Backend {
  @Override
  public String name() {
    return "csv";
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(Capability.ADD_COLUMNS, Capability.DURABLE, Capability.MULTI_PROCESS);
  }

  @Override
  public List<String> tables() {
    String[] files = Objects.requireNonNullElse(folder.toFile().list(), new String[0]);
    return Arrays.stream(files).filter(f -> f.endsWith(".csv")).map(f -> f.replace(".csv", "")).toList();
  }

  @Override
  public Optional<Schema> schema(String table) {
    return CsvRows.schema(file(table));
  }

  @Override
  public RowCursor scan(Scan scan) {
    CsvRows rows = new CsvRows(file(scan.table()));
    return rows.as(rows.schema().select(scan.columns()));
  }

  @Override
  public Transaction begin(String table) {
    return new CsvTransaction(file(table));
  }

  @Override
  public void close() {}

  private Path file(String table) {
    return folder.resolve(table + ".csv");
  }
}
