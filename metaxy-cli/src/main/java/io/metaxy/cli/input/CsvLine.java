package io.metaxy.cli.input;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of a CSV file.
 *
 * @param line the line where it begins, from 1
 * @param fields its fields; null for one that is empty and not quoted
 */
record CsvLine(long line, List<@Nullable String> fields) {

  /** Makes them of what the parser finds. */
  static final class Handler extends AbstractBaseCsvCallbackHandler<CsvLine> {
    private List<@Nullable String> fields = new ArrayList<>();

    @Override
    protected void handleBegin(long startingLineNumber) {
      fields = new ArrayList<>();
    }

    @Override
    protected void handleField(int field, char[] buffer, int offset, int length, boolean quoted) {
      fields.add(length == 0 && !quoted ? null : new String(buffer, offset, length));
    }

    @Override
    protected CsvLine buildRecord() {
      return new CsvLine(getStartingLineNumber(), fields);
    }
  }
}
