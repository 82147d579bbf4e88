package io.metaxy.iceberg;

import static io.metaxy.duckdb.DuckDbSession.literal;
import static io.metaxy.duckdb.DuckDbSession.quoted;

import io.metaxy.duckdb.DuckDbSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileContent;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;

/**
 * The rows of data files as a query of DuckDB's: columns by their ids, so that it does not matter
 * what they were called when a file was written, and without what delete files say is deleted.
 */
final class FileView {
  /** A hidden column: the file that a row is in. */
  static final String FILE = "metaxy_file";

  private final Schema schema;
  private final ReadableFiles readable;

  FileView(Schema schema, ReadableFiles readable) {
    this.schema = schema;
    this.readable = readable;
  }

  /**
   * The query.
   *
   * @param columns the columns it gives; {@link #FILE} may be among them
   */
  String sql(List<String> columns, List<FileGroup> groups) {
    if (groups.isEmpty()) {
      return "SELECT "
          + columns.stream()
              .map(c -> "CAST(NULL AS " + typeOf(c) + ") AS " + quoted(c))
              .collect(Collectors.joining(", "))
          + " WHERE false";
    }
    return groups.stream()
        .map(group -> rows(columns, group))
        .collect(Collectors.joining(" UNION ALL "));
  }

  private String typeOf(String column) {
    return column.equals(FILE) ? "VARCHAR" : type(field(column));
  }

  /**
   * @throws IllegalArgumentException if there is no such column
   */
  private Types.NestedField field(String column) {
    Types.NestedField field = schema.asStruct().field(column);
    if (field == null) {
      throw new IllegalArgumentException("no column " + column);
    }
    return field;
  }

  private static String type(Types.NestedField field) {
    return DuckDbSession.type(IcebergTypes.of(field.type()).orElseThrow());
  }

  private String rows(List<String> columns, FileGroup group) {
    List<Types.NestedField> fields = new ArrayList<>();
    columns.stream().filter(c -> !c.equals(FILE)).map(this::field).forEach(fields::add);
    List<String> conditions = new ArrayList<>();
    List<DeleteFile> positions =
        group.deletes().stream().filter(d -> d.content() == FileContent.POSITION_DELETES).toList();
    if (!positions.isEmpty()) {
      conditions.add(notAmong(positions, group.files()));
    }
    Map<Set<Integer>, List<DeleteFile>> equalities = new LinkedHashMap<>();
    for (DeleteFile delete : group.deletes()) {
      if (delete.content() == FileContent.EQUALITY_DELETES) {
        equalities
            .computeIfAbsent(
                new LinkedHashSet<>(delete.equalityFieldIds()), ids -> new ArrayList<>())
            .add(delete);
      }
    }
    Set<Types.NestedField> read = new LinkedHashSet<>(fields);
    equalities.forEach(
        (ids, deletes) -> {
          List<Types.NestedField> keys = ids.stream().map(schema::findField).toList();
          read.addAll(keys);
          conditions.add(notEqualTo(keys, deletes));
        });
    return "SELECT "
        + columns.stream().map(c -> "d." + quoted(c)).collect(Collectors.joining(", "))
        + " FROM "
        + parquet(group.files(), read, columns.contains(FILE) || !positions.isEmpty())
        + " AS d"
        + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
  }

  /** Positions of rows in the files by the locations that the table knows them by. */
  private String notAmong(List<DeleteFile> deletes, List<DataFile> files) {
    String names =
        files.stream()
            .map(f -> "(" + literal(path(f)) + ", " + literal(f.location()) + ")")
            .collect(Collectors.joining(", "));
    return "NOT EXISTS (SELECT 1 FROM read_parquet("
        + list(deletes)
        + ", hive_partitioning = false) AS p JOIN (VALUES "
        + names
        + ") AS n(path, location) ON p.file_path = n.location WHERE n.path = d."
        + quoted(FILE)
        + " AND p.pos = d.file_row_number)";
  }

  private String notEqualTo(List<Types.NestedField> keys, List<DeleteFile> deletes) {
    return "NOT EXISTS (SELECT 1 FROM "
        + parquet(deletes, keys, false)
        + " AS e WHERE "
        + keys.stream()
            .map(k -> "e." + quoted(k.name()) + " IS NOT DISTINCT FROM d." + quoted(k.name()))
            .collect(Collectors.joining(" AND "))
        + ")";
  }

  private String parquet(
      List<? extends ContentFile<?>> files, Iterable<Types.NestedField> fields, boolean named) {
    List<String> columns = new ArrayList<>();
    for (Types.NestedField field : fields) {
      columns.add(
          field.fieldId()
              + ": {name: "
              + literal(field.name())
              + ", type: "
              + literal(type(field))
              + ", default_value: NULL}");
    }
    if (columns.isEmpty()) {
      // Only the file is asked for; the option wants some column.
      return parquet(files, schema.columns().subList(0, 1), named);
    }
    return "read_parquet("
        + list(files)
        + ", hive_partitioning = false"
        + (named ? ", filename = " + literal(FILE) : "")
        + ", schema = MAP {"
        + String.join(", ", columns)
        + "})";
  }

  private String list(List<? extends ContentFile<?>> files) {
    return files.stream()
        .map(f -> literal(pattern(path(f))))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private String path(ContentFile<?> file) {
    return readable.path(file.location(), file.fileSizeInBytes()).toString();
  }

  /** DuckDB takes the names of files as patterns. */
  private static String pattern(String path) {
    return path.replaceAll("[\\[*?]", "[$0]");
  }
}
