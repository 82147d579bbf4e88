package io.metaxy.core.plan;

import io.metaxy.schema.Schema;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.VersionScope;
import java.util.ArrayList;
import java.util.List;

/**
 * A feature's table as it is stored.
 *
 * @param name the table's name (rule K2)
 * @param schema its columns
 * @param ids the id columns of the feature
 */
public record FeatureTable(String name, Schema schema, List<String> ids) {
  public FeatureTable {
    ids = List.copyOf(ids);
  }

  /** What a history is kept by: the sample, with {@link VersionScope#EACH} also the version. */
  public List<String> keys(VersionScope scope) {
    if (scope != VersionScope.EACH) {
      return ids;
    }
    List<String> keys = new ArrayList<>();
    keys.add(SystemColumns.FEATURE_VERSION);
    keys.addAll(ids);
    return keys;
  }
}
