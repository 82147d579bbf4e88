package io.metaxy.iceberg;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileContent;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Binder;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** One snapshot of a table, whatever others do meanwhile. */
final class TableVersion {
  private static final List<String> STATISTICS = List.of("null_value_counts", "upper_bounds");

  private final Table table;
  private final @Nullable Snapshot snapshot;
  private final Schema schema;

  private TableVersion(Table table, Schema schema) {
    this.table = table;
    this.snapshot = table.currentSnapshot();
    this.schema = schema;
  }

  /**
   * The table's current snapshot.
   *
   * @throws MetaxyException {@code UNREADABLE_STORE} if it is of a kind that would be read wrongly
   */
  static TableVersion of(Table table) {
    int format = ((HasTableOperations) table).operations().current().formatVersion();
    if (format != 2) {
      throw refused(
          table,
          "has format version " + format + ", and version 2 is what is read and written here",
          format < 2
              ? "Set its property format-version to 2, which rewrites nothing."
              : "Write its rows into a table of format version 2.");
    }
    if (!table.spec().isUnpartitioned()) {
      throw refused(table, "is partitioned", "Write its rows into a table without partitions.");
    }
    return new TableVersion(table, schema(table, table.schema()));
  }

  private static MetaxyException refused(Table table, String problem, String remedy) {
    return new MetaxyException(
        ErrorCode.UNREADABLE_STORE,
        "Table " + table.name() + " " + problem + ".",
        remedy + " It was left as it is.");
  }

  private static Schema schema(Table table, org.apache.iceberg.Schema fields) {
    List<Column> columns = new ArrayList<>();
    for (Types.NestedField field : fields.columns()) {
      Optional<DataType> type = IcebergTypes.of(field.type());
      if (type.isEmpty()) {
        throw refused(
            table,
            "has the column '"
                + field.name()
                + "' of type "
                + field.type()
                + ", which has no counterpart here",
            "Drop the column, or cast it to another type.");
      }
      columns.add(new Column(field.name(), type.get()));
    }
    return Schema.of(columns);
  }

  Table table() {
    return table;
  }

  Optional<Snapshot> snapshot() {
    return Optional.ofNullable(snapshot);
  }

  /** The columns. */
  Schema schema() {
    return schema;
  }

  /** The columns with their ids. */
  org.apache.iceberg.Schema fields() {
    return table.schema();
  }

  /** The files that may hold rows for which {@code filter} is true. */
  List<FileGroup> files(Expression filter) {
    return files(filter, Set.of());
  }

  /** All files, with the upper bounds and the numbers of nulls of {@code columns}. */
  List<DataFile> statistics(Set<String> columns) {
    return files(Expressions.alwaysTrue(), columns).stream()
        .flatMap(group -> group.files().stream())
        .toList();
  }

  private List<FileGroup> files(Expression filter, Set<String> statistics) {
    if (snapshot == null) {
      return List.of();
    }
    return IcebergErrors.translated(
        "planning the files of " + table.name(),
        () -> {
          try {
            List<FileGroup> groups = planned(snapshot, safe(filter), statistics);
            groups.forEach(this::check);
            return groups;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private List<FileGroup> planned(Snapshot version, Expression filter, Set<String> statistics)
      throws IOException {
    Optional<ManifestScan> manifests = ManifestScan.of(table, version);
    if (manifests.isPresent()) {
      List<DataFile> files =
          manifests.get().files(filter, statistics.isEmpty() ? List.of() : STATISTICS);
      return files.isEmpty() ? List.of() : List.of(new FileGroup(files, List.of()));
    }
    TableScan scan = table.newScan().useSnapshot(version.snapshotId()).filter(filter);
    if (!statistics.isEmpty()) {
      scan = scan.includeColumnStats(statistics);
    }
    try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
      return FileGroup.of(tasks);
    }
  }

  /** The filter, or none if Iceberg would compare one of its columns otherwise than we do. */
  private Expression safe(Expression filter) {
    try {
      for (int id : Binder.boundReferences(table.schema().asStruct(), List.of(filter), true)) {
        Type type = table.schema().findType(id);
        if (type.typeId() == Type.TypeID.FLOAT || type.typeId() == Type.TypeID.UUID) {
          return Expressions.alwaysTrue();
        }
      }
      return filter;
    } catch (ValidationException | IllegalArgumentException | DateTimeException e) {
      // Such as a text that is no time, for a column of times.
      return Expressions.alwaysTrue();
    }
  }

  private void check(FileGroup group) {
    group.files().forEach(file -> check(file.location(), file.format()));
    group
        .deletes()
        .forEach(
            file -> {
              check(file.location(), file.format());
              if (file.content() == FileContent.EQUALITY_DELETES
                  && file.equalityFieldIds().stream()
                      .anyMatch(id -> table.schema().findField(id) == null)) {
                throw refused(
                    table,
                    "has a delete by a column that it no longer has (" + file.location() + ")",
                    "Compact it with the engine that deletes so.");
              }
            });
  }

  private void check(String location, FileFormat format) {
    if (format != FileFormat.PARQUET) {
      throw refused(
          table,
          "has a file in " + format + " (" + location + "), and Parquet is what is read here",
          "Rewrite its files as Parquet.");
    }
  }
}
