package io.metaxy.iceberg;

import io.metaxy.duckdb.DuckDbSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;

/** One Parquet file that DuckDB writes for a table. */
final class DataFileWriter {
  /** Half of what DuckDB takes by itself: a seventh faster, as all processors have work longer. */
  private static final int ROW_GROUP = 61_440;

  private final TableFiles files;
  private final List<Types.NestedField> fields;
  private final String location;
  private final Path path;

  /**
   * A new file.
   *
   * @param table where it goes
   * @param fields its columns, with the ids that the table has for them
   */
  DataFileWriter(Table table, List<Types.NestedField> fields, TableFiles files) {
    this.files = files;
    this.fields = fields;
    this.location = table.locationProvider().newDataLocation(UUID.randomUUID() + "-metaxy.parquet");
    this.path = files.writable(location);
  }

  /** The statement that writes the rows of the relation {@code rows}. */
  String sql(String rows) {
    return "COPY (SELECT "
        + fields.stream().map(DataFileWriter::stored).collect(Collectors.joining(", "))
        + " FROM "
        + rows
        + ") TO "
        + DuckDbSession.literal(path.toString())
        + " (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE "
        + ROW_GROUP
        + ", RETURN_STATS, FIELD_IDS {"
        + IcebergTypes.fieldIds(fields)
        + "})";
  }

  private static String stored(Types.NestedField field) {
    String name = DuckDbSession.quoted(field.name());
    return "CAST(" + name + " AS " + IcebergTypes.stored(field.type()) + ") AS " + name;
  }

  /**
   * The file, from the result of the statement; empty if it has no row, and then there is no file.
   */
  Optional<DataFile> written(ResultSet statistics) throws SQLException {
    long rows = 0;
    Metrics metrics = new Metrics(0L);
    if (statistics.next()) {
      rows = statistics.getLong("count");
      metrics =
          ColumnStatistics.metrics(
              rows, fields, (Map<?, ?>) statistics.getObject("column_statistics"));
    }
    if (rows == 0) {
      discard();
      return Optional.empty();
    }
    try {
      long size = ParquetFooter.complete(path);
      files.publish(path, location);
      return Optional.of(
          DataFiles.builder(PartitionSpec.unpartitioned())
              .withPath(location)
              .withFormat(FileFormat.PARQUET)
              .withFileSizeInBytes(size)
              .withMetrics(metrics)
              .build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes what was written of it. */
  void discard() {
    try {
      java.nio.file.Files.deleteIfExists(path);
    } catch (IOException e) {
      // Maintenance finds it.
    }
  }
}
