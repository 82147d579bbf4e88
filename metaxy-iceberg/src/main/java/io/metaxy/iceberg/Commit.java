package io.metaxy.iceberg;

import io.metaxy.MetaxyException;
import org.apache.iceberg.BaseTransaction;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.PendingUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.Transactions;
import org.apache.iceberg.exceptions.CleanableFailure;
import org.jspecify.annotations.Nullable;

/** The one step in which a transaction takes effect. */
final class Commit {
  private final Transaction transaction;
  private boolean undone = true;

  Commit(Transaction transaction) {
    this.transaction = transaction;
  }

  /** A transaction that fails if anybody changes the table before it is committed. */
  static Transaction pinned(IcebergCatalog catalog, String name, Table table) {
    return Transactions.newTransaction(
        table.name(),
        new PinnedOperations(
            ((HasTableOperations) table).operations(), new CommitOutcome(catalog, name)));
  }

  /** The transaction of a table that is new; it fails if anybody makes the table before. */
  static Transaction pinned(IcebergCatalog catalog, String name, Transaction creating) {
    // Iceberg has no other kind but around caches, which no catalog here has.
    return creating instanceof BaseTransaction base
        ? Transactions.createTableTransaction(
            base.tableName(),
            new PinnedOperations(base.underlyingOps(), new CommitOutcome(catalog, name)),
            base.currentMetadata())
        : creating;
  }

  /**
   * Commits.
   *
   * @param last the last change, which is not yet part of the transaction, if there is one
   * @throws MetaxyException {@code BUSY}, {@code STATE_UNKNOWN}
   */
  void run(@Nullable PendingUpdate<?> last) {
    try {
      if (last != null) {
        last.commit();
      }
      undone = false;
      transaction.commitTransaction();
    } catch (RuntimeException e) {
      undone |= e instanceof CleanableFailure;
      throw IcebergErrors.translate(e, "committing");
    }
  }

  /** Whether nothing came of it for sure, so that its files can go. */
  boolean isUndone() {
    return undone;
  }
}
