package io.metaxy.store;

import io.metaxy.FeatureKey;
import java.time.Instant;
import java.util.List;

/**
 * What a write did.
 *
 * @param feature the feature written to
 * @param featureVersion the feature version of the rows
 * @param rows how many rows were appended, one per sample
 * @param at the time of the rows (rule T1)
 * @param addedColumns user columns that the table did not have before (rule W5)
 * @param isRepeated whether nothing was stored, since an earlier write had stored the batch of that
 *     token; rows and time are those of then (rule W8)
 */
public record WriteReceipt(
    FeatureKey feature,
    String featureVersion,
    long rows,
    Instant at,
    List<String> addedColumns,
    boolean isRepeated) {
  public WriteReceipt {
    addedColumns = List.copyOf(addedColumns);
  }
}
