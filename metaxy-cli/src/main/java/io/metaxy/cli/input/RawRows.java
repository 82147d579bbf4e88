package io.metaxy.cli.input;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as they stand in a file, their values not yet of the columns' types. */
interface RawRows extends AutoCloseable {

  /** A row: its values by column, and the line where it begins, from 1. */
  record RawRow(long line, Map<String, @Nullable Object> values) {}

  /** The columns that the file names at its beginning; empty if each row names its own. */
  List<String> header();

  /** The next row; null at the end. */
  @Nullable RawRow next();

  @Override
  void close();
}
