package io.metaxy.store;

import io.metaxy.FeatureKey;
import io.metaxy.schema.Schema;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a store holds of a feature.
 *
 * @param feature its key
 * @param featureVersion its current version
 * @param table the table's name
 * @param schema the table's columns; null if the feature was never written
 * @param live samples of the current version whose latest row is live
 * @param deleted samples of the current version whose latest row is a tombstone
 * @param rows stored rows of the current version, history and tombstones included
 * @param rowsOfAllVersions stored rows of every version
 * @param latest the greatest time of a row; null if there is none
 */
public record FeatureStatus(
    FeatureKey feature,
    String featureVersion,
    String table,
    @Nullable Schema schema,
    long live,
    long deleted,
    long rows,
    long rowsOfAllVersions,
    @Nullable Instant latest) {

  /** Whether the feature was ever written to the store. */
  public boolean isWritten() {
    return schema != null;
  }

  /** The greatest time of a row. */
  public Optional<Instant> latestTime() {
    return Optional.ofNullable(latest);
  }
}
