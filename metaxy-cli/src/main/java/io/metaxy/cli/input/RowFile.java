package io.metaxy.cli.input;

import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;

/** A file with rows, one after the other. */
public final class RowFile {
  private RowFile() {}

  /** The forms of a file. */
  public enum Format {
    /** A line of column names, then a line per row; an empty field is null, {@code ""} is empty. */
    CSV,
    /** A JSON object per line. */
    JSONL,
    /** The same, by the name that reading gives it. */
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The form that a file's name tells. */
    public static Format of(String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.endsWith(".csv")) {
        return CSV;
      }
      if (lower.endsWith(".jsonl") || lower.endsWith(".json") || lower.endsWith(".ndjson")) {
        return JSONL;
      }
      throw InputError.of(
          "The name of " + name + " tells no format.", "Name it .csv or .jsonl, or give --format.");
    }
  }

  /**
   * Opens {@code file}.
   *
   * @param types types of columns that are known; others are found from the first thousand rows,
   *     and a column without a value in them is left out
   * @param ids the id columns
   * @param progress told the number of bytes read so far
   * @throws io.metaxy.MetaxyException {@code INVALID_INPUT} if there is no such file
   */
  public static RowCursor open(
      Path file,
      Format format,
      Map<String, DataType> types,
      List<String> ids,
      LongConsumer progress) {
    if (!Files.exists(file)) {
      throw InputError.of("There is no file " + file + ".", "Check the name.");
    }
    if (Files.isDirectory(file)) {
      throw InputError.of(file + " is a folder.", "Name a file in it.");
    }
    try {
      return open(Files.newInputStream(file), file.toString(), format, types, ids, progress);
    } catch (IOException e) {
      throw InputError.of(file + " cannot be read.", "Check that you may read it.", e);
    }
  }

  /** Reads from {@code stream}; {@code name} is for messages. */
  public static RowCursor open(
      InputStream stream,
      String name,
      Format format,
      Map<String, DataType> types,
      List<String> ids,
      LongConsumer progress) {
    try {
      InputStream bytes =
          withoutMark(new CountingStream(new BufferedInputStream(stream), progress));
      RawRows rows = format == Format.CSV ? new CsvRows(bytes, name) : new JsonRows(bytes, name);
      return new TypedRows(rows, name, types, ids);
    } catch (IOException e) {
      throw InputError.of(name + " cannot be read.", "Check that it is whole.", e);
    }
  }

  /** Skips a byte order mark. */
  private static InputStream withoutMark(InputStream stream) throws IOException {
    PushbackInputStream bytes = new PushbackInputStream(stream, 3);
    byte[] first = bytes.readNBytes(3);
    boolean isMark =
        first.length == 3
            && first[0] == (byte) 0xEF
            && first[1] == (byte) 0xBB
            && first[2] == (byte) 0xBF;
    if (!isMark) {
      bytes.unread(first);
    }
    return bytes;
  }
}
