package io.metaxy.spi;

import io.metaxy.HashAlgorithm;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tables of rows: all that a store needs of an engine. Core adds the meaning (latest rows,
 * tombstones, filters, versions).
 *
 * <p>Safe for use by many threads. The store that opened it closes it, after every cursor and
 * transaction. Errors are {@link io.metaxy.MetaxyException}s; the store adds feature, backend and
 * operation.
 */
public interface Backend extends AutoCloseable {

  /** The provider's name. */
  String name();

  /** What it can do beyond the methods without a default. */
  Set<Capability> capabilities();

  /** The hash algorithm of a store that names none. */
  default HashAlgorithm defaultHashAlgorithm() {
    return HashAlgorithm.MD5;
  }

  /** Names of the tables, in any order. */
  List<String> tables();

  /** The columns of {@code table}; empty if there is no such table. */
  Optional<Schema> schema(String table);

  /**
   * The rows of a table as one snapshot, whatever others do meanwhile. All rows may be given and
   * all columns: what {@code scan} says is a hint.
   *
   * @return a cursor whose columns are those of {@code scan}, in its order
   */
  RowCursor scan(Scan scan);

  /**
   * Starts the only transaction on {@code table}, waiting for another to end (rule T2). The table
   * need not exist.
   *
   * @throws io.metaxy.MetaxyException {@code BUSY} if it waited for too long, {@code READ_ONLY}
   */
  Transaction begin(String table);

  @Override
  void close();
}
