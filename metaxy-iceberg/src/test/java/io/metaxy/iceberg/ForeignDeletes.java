package io.metaxy.iceberg;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Deletes as engines such as Spark and Flink write them: beside the data, in files of their own.
 */
final class ForeignDeletes {
  private static final int FILE_PATH = 2147483546;
  private static final int POSITION = 2147483545;

  private ForeignDeletes() {}

  static List<DataFile> dataFiles(Table table) throws Exception {
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      List<DataFile> files = new java.util.ArrayList<>();
      tasks.forEach(task -> files.add(task.file()));
      return files;
    }
  }

  /** Deletes the rows at these positions of a file. */
  static void byPosition(Table table, DataFile file, long... positions) throws Exception {
    StringBuilder rows = new StringBuilder();
    for (long position : positions) {
      rows.append(rows.isEmpty() ? "" : ", ")
          .append("('" + file.location() + "', CAST(" + position + " AS BIGINT))");
    }
    Path written =
        write(
            table,
            "SELECT * FROM (VALUES " + rows + ") AS v(file_path, pos)",
            "{file_path: " + FILE_PATH + ", pos: " + POSITION + "}");
    commit(
        table,
        builder(table, written).ofPositionDeletes().withRecordCount(positions.length).build());
  }

  /** Deletes the rows with these values in a column of whole numbers. */
  static void byValue(Table table, String column, long... values) throws Exception {
    int id = table.schema().findField(column).fieldId();
    StringBuilder rows = new StringBuilder();
    for (long value : values) {
      rows.append(rows.isEmpty() ? "" : ", ").append("(CAST(" + value + " AS BIGINT))");
    }
    Path written =
        write(
            table,
            "SELECT * FROM (VALUES " + rows + ") AS v(" + column + ")",
            "{" + column + ": " + id + "}");
    commit(
        table,
        builder(table, written).ofEqualityDeletes(id).withRecordCount(values.length).build());
  }

  private static FileMetadata.Builder builder(Table table, Path written) throws Exception {
    return FileMetadata.deleteFileBuilder(table.spec())
        .withPath("file://" + written)
        .withFormat(FileFormat.PARQUET)
        .withFileSizeInBytes(Files.size(written));
  }

  private static Path write(Table table, String rows, String ids) throws Exception {
    Path file =
        LocalFileIO.path(
            table.locationProvider().newDataLocation(UUID.randomUUID() + "-deletes.parquet"));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (" + rows + ") TO '" + file + "' (FORMAT parquet, FIELD_IDS " + ids + ")");
    }
    return file;
  }

  private static void commit(Table table, DeleteFile deletes) {
    table.newRowDelta().addDeletes(deletes).commit();
  }
}
