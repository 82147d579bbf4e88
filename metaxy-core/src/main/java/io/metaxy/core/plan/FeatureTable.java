package io.metaxy.core.plan;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
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
  /** Without these columns nothing can be said about a row. */
  private static final List<String> NEEDED =
      List.of(
          SystemColumns.FEATURE_VERSION,
          SystemColumns.PROVENANCE,
          SystemColumns.DATA_VERSION,
          SystemColumns.CREATED_AT,
          SystemColumns.UPDATED_AT,
          SystemColumns.DELETED_AT);

  /**
   * What was found in the store.
   *
   * @throws MetaxyException {@code UNREADABLE_STORE} if it is no feature's table (rule F2)
   */
  public FeatureTable {
    ids = List.copyOf(ids);
    List<String> missing = NEEDED.stream().filter(column -> !schema.has(column)).toList();
    if (!missing.isEmpty()) {
      throw new MetaxyException(
          ErrorCode.UNREADABLE_STORE,
          "Table " + name + " is no feature's: it has no " + String.join(", ", missing) + ".",
          "Give that table or the feature another name; nothing was changed.");
    }
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
