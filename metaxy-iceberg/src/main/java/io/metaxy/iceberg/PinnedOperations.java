package io.metaxy.iceberg;

import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * A table that changes only from the version that it was loaded in. By itself Iceberg would put a
 * change on top of what others committed meanwhile, but ours depends on what it saw: the clock
 * (rule T1), the rows to be deleted, the ids of new columns.
 */
final class PinnedOperations implements TableOperations {
  private final TableOperations operations;
  private final TableMetadata base;

  PinnedOperations(TableOperations operations) {
    this.operations = operations;
    this.base = operations.current();
  }

  @Override
  public TableMetadata current() {
    return operations.current();
  }

  @Override
  public TableMetadata refresh() {
    TableMetadata now = operations.refresh();
    if (!base.metadataFileLocation().equals(now.metadataFileLocation())) {
      throw new ValidationException("the table has changed since it was read");
    }
    return now;
  }

  @Override
  public void commit(TableMetadata from, TableMetadata to) {
    try {
      operations.commit(from, to);
    } catch (CommitFailedException e) {
      // Not one that Iceberg tries again after.
      throw new ValidationException(e, "%s", String.valueOf(e.getMessage()));
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
