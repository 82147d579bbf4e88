package io.metaxy.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints rows to standard output: for people as a table, for programs as CSV or JSON Lines. */
final class Output {
  /** The forms. */
  enum Format {
    table,
    csv,
    json
  }

  private static final int LEAST_WIDTH = 6;

  private final Console console;
  private final Format format;

  Output(Console console, Format format) {
    this.console = console;
    this.format = format;
  }

  /** Prints all rows of {@code rows}; returns how many there were. */
  long print(RowCursor rows) {
    return switch (format) {
      case table -> table(rows);
      case csv -> csv(rows);
      case json -> json(rows);
    };
  }

  private long table(RowCursor rows) {
    Schema schema = rows.schema();
    List<String[]> lines = new ArrayList<>();
    while (rows.next()) {
      String[] line = new String[schema.size()];
      for (int i = 0; i < line.length; i++) {
        line[i] = ValueText.line(rows.value(i));
      }
      lines.add(line);
    }
    if (schema.size() == 0) {
      return lines.size();
    }
    int[] widths = widths(schema, lines);
    Column[] columns = new Column[schema.size()];
    for (int i = 0; i < columns.length; i++) {
      boolean number = schema.column(i).type().isNumeric();
      columns[i] =
          new Column()
              .header(schema.column(i).name())
              .headerAlign(HorizontalAlign.LEFT)
              .dataAlign(number ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT)
              .maxWidth(widths[i] + 2, OverflowBehaviour.ELLIPSIS_RIGHT);
    }
    console.out().println(AsciiTable.getTable(BORDERS, columns, lines.toArray(String[][]::new)));
    return lines.size();
  }

  /** A line under the header and space between the columns; no box. */
  private static final Character[] BORDERS = new Character[29];

  static {
    BORDERS[8] = '-';
  }

  /** The width of each column, the widest cut until the line fits the terminal. */
  private int[] widths(Schema schema, List<String[]> lines) {
    int[] widths = new int[schema.size()];
    long sum = 0;
    for (int i = 0; i < widths.length; i++) {
      widths[i] = schema.column(i).name().length();
      for (String[] line : lines) {
        widths[i] = Math.max(widths[i], line[i].length());
      }
      sum += widths[i] + 2;
    }
    while (sum > console.width()) {
      int widest = 0;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widths[widest] <= LEAST_WIDTH) {
        break;
      }
      widths[widest]--;
      sum--;
    }
    return widths;
  }

  private long csv(RowCursor rows) {
    Schema schema = rows.schema();
    PrintStream out = console.out();
    long count = 0;
    try (CsvWriter csv =
        CsvWriter.builder()
            .quoteStrategy(QuoteStrategies.EMPTY)
            .build(new PrintWriter(new Unclosed(out), false, StandardCharsets.UTF_8))) {
      csv.writeRecord(schema.names());
      List<@Nullable String> record = new ArrayList<>();
      while (rows.next() && !out.checkError()) {
        record.clear();
        for (int i = 0; i < schema.size(); i++) {
          Object value = rows.value(i);
          record.add(value == null ? null : ValueText.of(value));
        }
        csv.writeRecord(record);
        count++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return count;
  }

  private long json(RowCursor rows) {
    PrintStream out = console.out();
    long count = 0;
    while (rows.next() && !out.checkError()) {
      out.println(ValueText.json(rows));
      count++;
    }
    return count;
  }

  /** Standard output is not ours to close. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(PrintStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
