package io.metaxy.iceberg;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.util.UUID;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.Transactions;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.jspecify.annotations.Nullable;

/** The one step in which a transaction takes effect. */
final class Commit {
  private static final String ID = "commit-id";

  private final IcebergCatalog catalog;
  private final String name;
  private final Transaction transaction;
  private final String id = UUID.randomUUID().toString();
  private final @Nullable Snapshot before;
  private boolean undone;

  Commit(IcebergCatalog catalog, String name, Transaction transaction) {
    this.catalog = catalog;
    this.name = name;
    this.transaction = transaction;
    this.before = transaction.table().currentSnapshot();
  }

  /** A transaction that fails if anybody changes the table before it is committed. */
  static Transaction pinned(Table table) {
    return Transactions.newTransaction(
        table.name(), new PinnedOperations(((HasTableOperations) table).operations()));
  }

  /**
   * Commits.
   *
   * @throws MetaxyException {@code BUSY}, {@code STATE_UNKNOWN}
   */
  void run(StagedChanges changes) {
    try {
      if (!changes.isEmpty()) {
        changes.say(ID, id);
        changes.stage(transaction);
      }
      transaction.commitTransaction();
    } catch (CommitStateUnknownException e) {
      if (!isCommitted()) {
        throw IcebergErrors.translate(e, "committing");
      }
    } catch (RuntimeException e) {
      undone = true;
      throw IcebergErrors.translate(e, "committing");
    }
  }

  /** Whether nothing came of it for sure. */
  boolean isUndone() {
    return undone;
  }

  /** Looks for the snapshot where an answer to the commit was lost. */
  private boolean isCommitted() {
    Table table;
    try {
      table = catalog.load(name).orElse(null);
    } catch (MetaxyException e) {
      return false;
    }
    if (table == null) {
      return false;
    }
    for (Snapshot snapshot : table.snapshots()) {
      if (id.equals(snapshot.summary().get("metaxy." + ID))) {
        return true;
      }
    }
    Snapshot now = table.currentSnapshot();
    if (now != null && before != null && now.snapshotId() != before.snapshotId()) {
      // Whatever is still on its way will find that it comes too late.
      undone = true;
      throw new MetaxyException(
          ErrorCode.BUSY,
          "Another writer changed the table first.",
          "Nothing was changed; try again.");
    }
    return false;
  }
}
