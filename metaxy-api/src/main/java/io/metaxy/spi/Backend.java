package io.metaxy.spi;

import io.metaxy.HashAlgorithm;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.MaintenanceReport;
import io.metaxy.store.MaintenanceRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tables of rows: all that a store needs of an engine. Core adds the meaning (latest rows,
 * tombstones, filters, versions).
 *
 * <p><b>Threads.</b> A backend is used by many threads at once; a cursor or a transaction by one at
 * a time.
 *
 * <p><b>Order of calls.</b> The store closes its cursors and transactions before it closes the
 * backend, closes each once, and calls nothing after that. Cursors stay open while others commit,
 * and while the transaction that they belong to goes on to append.
 *
 * <p><b>Null.</b> No argument and no result is null but what is marked {@code @Nullable}: values of
 * rows.
 *
 * <p><b>Errors</b> are {@link io.metaxy.MetaxyException}s; the store adds feature, backend and
 * operation. An {@link java.io.UncheckedIOException} will do where there is nothing to say but what
 * the file system said.
 */
public interface Backend extends AutoCloseable {

  /** The provider's name. */
  String name();

  /** What it can do beyond the methods without a default; always the same. */
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
   * The rows of a table as one snapshot, whatever others do meanwhile, in the same order each time
   * unless rows were removed in between (rule R6). All rows may be given: the filter is a hint. The
   * table and the columns exist.
   *
   * @return a cursor whose columns are those of {@code scan}, in its order; see {@link
   *     RowCursor#as}
   */
  RowCursor scan(Scan scan);

  /**
   * Starts the only transaction on {@code table}, waiting for another to end, in this process or
   * elsewhere (rule T2). The table need not exist. Nobody else sees what the transaction does
   * before it is committed.
   *
   * @throws io.metaxy.MetaxyException {@code BUSY} if it waited for too long, {@code READ_ONLY}
   */
  Transaction begin(String table);

  /**
   * Keeps the tables small; rows stay as they are. Only a backend whose tables need it has it.
   *
   * @throws io.metaxy.MetaxyException {@code BUSY} if another program changed a table meanwhile;
   *     what was done is done, and it can be asked for again
   * @throws UnsupportedOperationException if the backend has nothing of the kind
   */
  default MaintenanceReport maintain(MaintenanceRequest request) {
    throw new UnsupportedOperationException(
        "Backend " + name() + " has no maintenance and needs none; nothing was changed.");
  }

  @Override
  void close();
}
