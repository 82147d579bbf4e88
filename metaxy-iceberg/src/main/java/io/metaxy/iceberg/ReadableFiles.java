package io.metaxy.iceberg;

import java.nio.file.Path;

/** Where DuckDB finds a file of a table. */
interface ReadableFiles {
  /** The path of the file on this machine. */
  Path path(String location, long size);
}
