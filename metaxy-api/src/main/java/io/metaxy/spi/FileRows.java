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

  FileRows(Path file, RowCursor rows) {
    this.file = file;
    this.rows = rows;
  }

  static MetaxyException unreadable(Path file, RuntimeException cause) {
    return new MetaxyException(
        ErrorCode.UNREADABLE_STORE,
        "File " + file + " holds no table, or a part of one.",
        "It was left as it is; restore it from a backup, or use another folder.",
        cause);
  }

  private <T extends @Nullable Object> T read(Supplier<T> work) {
    try {
      return work.get();
    } catch (MetaxyException | java.io.UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      throw unreadable(file, e);
    }
  }

  @Override
  public Schema schema() {
    return rows.schema();
  }

  @Override
  public boolean next() {
    return read(rows::next);
  }

  @Override
  public @Nullable Object value(int column) {
    return read(() -> rows.value(column));
  }

  @Override
  public void close() {
    rows.close();
  }
}
