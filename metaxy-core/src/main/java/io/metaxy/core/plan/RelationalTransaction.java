package io.metaxy.core.plan;

import io.metaxy.schema.RowCursor;
import io.metaxy.spi.Transaction;
import java.time.Instant;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/** A transaction inside an engine that runs whole plans. */
public interface RelationalTransaction extends Transaction {

  /** Runs a query that sees what this transaction did. */
  RowCursor query(RelNode plan);

  /**
   * The greatest time of a stored row, or a later one that an engine knows sooner (rule T1).
   *
   * @return null if the table is empty
   */
  default @Nullable Instant greatestTime(FeatureTable table) {
    try (RowCursor rows = query(FeaturePlans.greatestTime(table))) {
      return rows.next() ? (Instant) rows.value(0) : null;
    }
  }

  /**
   * Appends the rows of a plan, inside the engine (rule S3).
   *
   * @param rows has the table's columns by name
   * @return how many
   */
  long insert(RelNode rows);

  /**
   * Removes all rows whose values in the columns of {@code keys} are among its rows.
   *
   * @param keys distinct rows; its columns are columns of the table, none null
   * @param samples the columns of {@code keys} that tell samples apart
   * @return how many samples and rows went
   */
  Removed deleteByKeys(RelNode keys, List<String> samples);

  /**
   * Removes the rows of a filtered scan of the table.
   *
   * @return how many rows went
   */
  long deleteRows(RelNode filteredScan);

  /** What a deletion removed. */
  record Removed(long samples, long rows) {}
}
