package io.metaxy.iceberg;

import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.jspecify.annotations.Nullable;

/**
 * A table that changes only from the version that it was loaded in. By itself Iceberg would put a
 * change on top of what others committed meanwhile, but ours depends on what it saw: the clock
 * (rule T1), the rows to be deleted, the ids of new columns. An error of a commit says whether it
 * took effect: {@link UndoneException} or {@link
 * org.apache.iceberg.exceptions.CommitStateUnknownException}.
 */
final class PinnedOperations implements TableOperations {
  private final TableOperations operations;
  private final CommitOutcome outcome;
  private final @Nullable TableMetadata base;

  PinnedOperations(TableOperations operations, CommitOutcome outcome) {
    this.operations = operations;
    this.outcome = outcome;
    this.base = operations.current();
  }

  @Override
  public TableMetadata current() {
    return operations.current();
  }

  @Override
  public TableMetadata refresh() {
    TableMetadata now;
    try {
      now = operations.refresh();
    } catch (RuntimeException e) {
      throw new UndoneException(e);
    }
    if (base == null || !base.metadataFileLocation().equals(now.metadataFileLocation())) {
      throw new UndoneException(new ValidationException("it is not the one that was read"));
    }
    return now;
  }

  @Override
  public void commit(@Nullable TableMetadata from, TableMetadata to) {
    try {
      operations.commit(from, to);
    } catch (RuntimeException e) {
      outcome.settle(from, to, e);
    }
  }

  @Override
  public FileIO io() {
    return operations.io();
  }

  @Override
  public EncryptionManager encryption() {
    return operations.encryption();
  }

  @Override
  public String metadataFileLocation(String fileName) {
    return operations.metadataFileLocation(fileName);
  }

  @Override
  public LocationProvider locationProvider() {
    return operations.locationProvider();
  }

  @Override
  public TableOperations temp(TableMetadata uncommitted) {
    return operations.temp(uncommitted);
  }

  @Override
  public long newSnapshotId() {
    return operations.newSnapshotId();
  }

  @Override
  public boolean requireStrictCleanup() {
    return operations.requireStrictCleanup();
  }
}
