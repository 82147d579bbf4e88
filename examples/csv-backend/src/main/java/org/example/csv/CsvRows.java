package org.example.csv;

import de.siegmar.fastcsv.reader.*;
import io.metaxy.*;
import io.metaxy.schema.*;
import io.metaxy.spi.ValueText;
import java.io.*;
import java.nio.file.*;
import java.util.*;

/** The rows of a file, which begins with the names of the columns and their types. */
final class CsvRows implements RowCursor {
  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;
  private final Schema schema;
  private CsvRecord row;

  CsvRows(Path file) {
    List<Column> columns = new ArrayList<>();
    try {
      reader = CsvReader.builder().ofCsvRecord(file);
      records = reader.iterator();
      row = records.next();
      List<String> types = records.next().getFields();
      for (int i = 0; i < types.size(); i++) {
        columns.add(new Column((String) value(i, DataType.STRING), DataType.of(types.get(i))));
      }
      schema = Schema.of(columns);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw new MetaxyException(
          ErrorCode.UNREADABLE_STORE, file + " holds no table.", "Restore it from a backup.", e);
    }
  }

  static Optional<Schema> schema(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (CsvRows rows = new CsvRows(file)) {
      return Optional.of(rows.schema);
    }
  }

  /** Null is an empty cell; a backslash stands before texts that are empty or begin with one. */
  static String cell(DataType type, Object value) {
    String text = value == null ? null : ValueText.write(type, value);
    return text == null ? "" : text.isEmpty() || text.startsWith("\\") ? "\\" + text : text;
  }

  private Object value(int column, DataType type) {
    String cell = row.getField(column);
    String text = cell.startsWith("\\") ? cell.substring(1) : cell;
    return cell.isEmpty() ? null : ValueText.read(type, text);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public boolean next() {
    row = records.hasNext() ? records.next() : null;
    return row != null;
  }

  @Override
  public Object value(int column) {
    return value(column, schema.column(column).type());
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
