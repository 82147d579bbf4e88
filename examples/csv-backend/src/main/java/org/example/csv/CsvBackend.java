package org.example.csv;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Capability;
import io.metaxy.spi.FolderBackend;
import io.metaxy.spi.ValueText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A CSV file per table: the names of the columns, their types, and the rows. */
final class CsvBackend extends FolderBackend {
  /** The cells of the last record. No other looks like it; a file without it was cut. */
  private static final String END = "\\end";

  CsvBackend(Path folder) {
    super(folder, ".csv");
  }

  @Override
  public String name() {
    return "csv";
  }

  /** All but {@code HARD_DELETE}: what stands in these files stays there. */
  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.ADD_COLUMNS, Capability.DURABLE, Capability.MULTI_PROCESS);
  }

  @Override
  protected void write(RowCursor rows, Path file) throws IOException {
    List<Column> columns = rows.schema().columns();
    try (CsvWriter writer = CsvWriter.builder().build(file)) {
      writer.writeRecord(columns.stream().map(c -> cell(DataType.STRING, c.name())).toList());
      writer.writeRecord(columns.stream().map(c -> c.type().toString()).toList());
      String[] cells = new String[columns.size()];
      while (rows.next()) {
        Arrays.setAll(cells, i -> cell(columns.get(i).type(), rows.value(i)));
        writer.writeRecord(cells);
      }
      Arrays.fill(cells, END);
      writer.writeRecord(cells);
    }
  }

  @Override
  protected RowCursor read(Path file) throws IOException {
    CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file);
    Iterator<CsvRecord> records = reader.iterator();
    List<Column> columns = new ArrayList<>();
    try {
      List<String> names = records.next().getFields();
      List<String> types = records.next().getFields();
      for (int i = 0; i < types.size(); i++) {
        String name = (String) value(DataType.STRING, names.get(i));
        columns.add(new Column(name, DataType.of(types.get(i))));
      }
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
    Stream<List<String>> rows =
        Stream.generate(() -> records.next().getFields())
            .takeWhile(record -> !record.get(0).equals(END));
    return RowCursor.of(
        Schema.of(columns), rows.map(record -> row(columns, record)).onClose(() -> close(reader)));
  }

  private static void close(CsvReader<CsvRecord> reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object[] row(List<Column> columns, List<String> record) {
    Object[] row = new Object[columns.size()];
    Arrays.setAll(row, i -> value(columns.get(i).type(), record.get(i)));
    return row;
  }

  /** Null is an empty cell; a backslash stands before texts that are empty or begin with one. */
  private static String cell(DataType type, Object value) {
    String text = value == null ? null : ValueText.write(type, value);
    return text == null ? "" : text.isEmpty() || text.startsWith("\\") ? "\\" + text : text;
  }

  private static Object value(DataType type, String cell) {
    String text = cell.startsWith("\\") ? cell.substring(1) : cell;
    return cell.isEmpty() ? null : ValueText.read(type, text);
  }
}
