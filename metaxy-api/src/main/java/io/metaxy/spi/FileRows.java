package io.metaxy.spi;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rows of a file, of which any failure means that the file is not ours (rule F2). */
final class FileRows implements RowCursor {
  private final Path file;
  private final RowCursor rows;
  private long row;

  FileRows(Path file, RowCursor rows) {
    this.file = file;
    this.rows = rows;
  }

  static MetaxyException unreadable(Path file, RuntimeException cause) {
    return unreadable(file, "holds no table, or a part of one", cause);
  }

  private static MetaxyException unreadable(Path file, String what, RuntimeException cause) {
    return new MetaxyException(
        ErrorCode.UNREADABLE_STORE,
        "File " + file + " " + what + ": " + cause + ".",
        "It was left as it is; restore it from a backup, or use another folder. If the backend is"
            + " new, look whether it reads what it writes.",
        cause);
  }

  private <T extends @Nullable Object> T read(String what, Supplier<T> work) {
    try {
      return work.get();
    } catch (MetaxyException | java.io.UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      throw unreadable(file, what, e);
    }
  }

  @Override
  public Schema schema() {
    return rows.schema();
  }

  @Override
  public boolean next() {
    row++;
    return read("ends or cannot be read after row " + (row - 1), rows::next);
  }

  @Override
  public @Nullable Object value(int column) {
    return read(
        "has no value of its type in row " + row + ", column " + schema().column(column).name(),
        () -> rows.value(column));
  }

  @Override
  public void close() {
    rows.close();
  }
}
