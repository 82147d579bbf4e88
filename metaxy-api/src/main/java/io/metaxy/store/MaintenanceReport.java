package io.metaxy.store;

import java.util.List;

/**
 * What maintenance did, or would do.
 *
 * @param tables the tables of the store
 * @param isDryRun whether nothing was changed
 */
public record MaintenanceReport(List<Table> tables, boolean isDryRun) {
  public MaintenanceReport {
    tables = List.copyOf(tables);
  }

  /**
   * What it did to a table.
   *
   * @param name the table's name
   * @param filesCompacted how many files were made one
   * @param filesWritten how many files they became
   * @param snapshotsForgotten how many earlier states of the table cannot be read any more
   * @param filesRemoved the locations of the files that are gone
   * @param bytesFreed how large they were
   */
  public record Table(
      String name,
      long filesCompacted,
      long filesWritten,
      long snapshotsForgotten,
      List<String> filesRemoved,
      long bytesFreed) {
    public Table {
      filesRemoved = List.copyOf(filesRemoved);
    }
  }
}
