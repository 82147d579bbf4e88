package io.metaxy.iceberg;

import io.metaxy.ErrorCode;
import java.util.Objects;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.exceptions.CleanableFailure;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.jspecify.annotations.Nullable;

/**
 * What became of a commit that ended in an error. Few errors say it: an answer can be lost on its
 * way, and a refusal can be that of a request which was sent twice, by Iceberg's pool of
 * connections or by a proxy, and did its work the first time. So the table is looked at.
 */
final class CommitOutcome {
  private final IcebergCatalog catalog;
  private final String name;

  CommitOutcome(IcebergCatalog catalog, String name) {
    this.catalog = catalog;
    this.name = name;
  }

  /**
   * Ends normally if the commit took effect.
   *
   * @param from what was to be replaced; null if the table was to be made
   * @param error what the commit ended in
   * @throws UndoneException if it did not, and never will
   * @throws CommitStateUnknownException if it is not known
   */
  void settle(@Nullable TableMetadata from, TableMetadata to, RuntimeException error) {
    Table now;
    try {
      now = catalog.load(name).orElse(null);
    } catch (RuntimeException e) {
      error.addSuppressed(e);
      throw catalog.isFile() && isBusy(error) ? new UndoneException(error) : unknown(error);
    }
    Snapshot own = Objects.equals(to.currentSnapshot(), before(from)) ? null : to.currentSnapshot();
    if (now != null && isIn(now, to, own)) {
      return;
    }
    if (now != null && isTooLate(now, to, own)) {
      throw new UndoneException(
          isRefusal(error)
              ? error
              : new ValidationException(error, "it is not the one that was read"));
    }
    // What asks for a change of a file is this process, which asks no more.
    throw isRefusal(error) || catalog.isFile() ? new UndoneException(error) : unknown(error);
  }

  private static @Nullable Snapshot before(@Nullable TableMetadata from) {
    return from == null ? null : from.currentSnapshot();
  }

  private static boolean isIn(Table now, TableMetadata to, @Nullable Snapshot own) {
    return own == null
        ? now.schema().sameSchema(to.schema())
        : now.snapshot(own.snapshotId()) != null;
  }

  /**
   * Whether the commit, if it is still on its way, will find that it comes too late: there is
   * another table, or a snapshot has the number of its own. A later one says nothing: it can be on
   * top of a snapshot that was expired since.
   */
  private static boolean isTooLate(Table now, TableMetadata to, @Nullable Snapshot own) {
    if (!now.uuid().toString().equals(to.uuid())) {
      return true;
    }
    if (own != null) {
      for (Snapshot other : now.snapshots()) {
        if (other.sequenceNumber() == own.sequenceNumber()) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isRefusal(RuntimeException error) {
    return error instanceof CleanableFailure || isBusy(error);
  }

  private static boolean isBusy(RuntimeException error) {
    return IcebergErrors.translate(error, "committing").code() == ErrorCode.BUSY;
  }

  private static CommitStateUnknownException unknown(RuntimeException error) {
    return error instanceof CommitStateUnknownException unknown
        ? unknown
        : new CommitStateUnknownException(error);
  }
}
