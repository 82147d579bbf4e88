package io.metaxy.cli.input;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of a CSV file (RFC 4180; lines may end with LF, too). */
final class CsvRows implements RawRows {
  private final String name;
  private final CloseableIterator<CsvLine> lines;
  private final List<@Nullable String> header;
  private long lastLine = 1;

  CsvRows(InputStream bytes, String name) {
    this.name = name;
    InputStreamReader text =
        new InputStreamReader(
            bytes,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    this.lines =
        CsvReader.builder()
            .allowMissingFields(true)
            .allowExtraFields(true)
            .allowExtraCharsAfterClosingQuote(false)
            .allowUnclosedQuote(false)
            .skipEmptyLines(true)
            .build(new CsvLine.Handler(), text)
            .iterator();
    CsvLine first = read();
    if (first == null) {
      throw InputError.of(name + " is empty.", "Its first line should name the columns.");
    }
    this.header = first.fields();
    checkHeader();
  }

  private void checkHeader() {
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      if (column == null || column.isEmpty()) {
        throw InputError.at(name, 1, "a column has no name", "Give each column a name.");
      }
      if (!seen.add(column)) {
        throw InputError.at(
            name, 1, "two columns are named '" + column + "'", "Give each its own name.");
      }
    }
  }

  @Override
  public List<String> header() {
    return header.stream().map(String::valueOf).toList();
  }

  @Override
  public @Nullable RawRow next() {
    CsvLine line = read();
    if (line == null) {
      return null;
    }
    if (line.fields().size() != header.size()) {
      throw InputError.at(
          name,
          line.line(),
          "there are " + line.fields().size() + " fields, and " + header.size() + " columns",
          "Quote fields that hold a comma, a quote or a line break.");
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      values.put(String.valueOf(header.get(i)), line.fields().get(i));
    }
    return new RawRow(line.line(), values);
  }

  private @Nullable CsvLine read() {
    try {
      if (!lines.hasNext()) {
        return null;
      }
      CsvLine line = lines.next();
      lastLine = line.line();
      return line;
    } catch (CsvParseException e) {
      throw InputError.at(name, lastLine, "it is no CSV: " + e.getMessage(), "Mend the quotes.");
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw InputError.of(
            String.format(
                Locale.ROOT, "%s is not UTF-8, some lines behind line %,d.", name, lastLine),
            "Convert it to UTF-8. Nothing was stored.",
            e);
      }
      throw InputError.of(name + " cannot be read.", "Check that it is whole.", e);
    } catch (NoSuchElementException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      // All that was wanted of it has been read.
    }
  }
}
