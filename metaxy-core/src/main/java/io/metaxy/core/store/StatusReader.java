package io.metaxy.core.store;

import io.metaxy.FeatureKey;
import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.FeatureTable;
import io.metaxy.core.plan.RowSelection;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.Deleted;
import io.metaxy.store.FeatureStatus;
import io.metaxy.store.VersionScope;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;

/** Counts what a store holds of a feature. */
final class StatusReader {
  private final StoreContext context;

  StatusReader(StoreContext context) {
    this.context = context;
  }

  FeatureStatus status(FeatureKey feature) {
    String version = context.versions().of(feature).featureVersion();
    String name = feature.tableName();
    Optional<Schema> schema = context.backend().schema(name);
    if (schema.isEmpty()) {
      return new FeatureStatus(feature, version, name, null, 0, 0, 0, 0, null);
    }
    FeatureTable table =
        new FeatureTable(name, schema.get(), context.features().spec(feature).idColumns());
    List<Object> samples =
        row(FeaturePlans.countLiveAndDeleted(FeaturePlans.select(table, latest(version))));
    long all = (Long) samples.get(0);
    long deleted = (Long) samples.get(1);
    long rows =
        number(
            FeaturePlans.count(FeaturePlans.select(table, every(VersionScope.CURRENT, version))));
    long rowsOfAll =
        number(FeaturePlans.count(FeaturePlans.select(table, every(VersionScope.ACROSS, version))));
    try (RowCursor greatest = context.backend().query(FeaturePlans.greatestTime(table))) {
      Instant latest = greatest.next() ? (Instant) greatest.value(0) : null;
      return new FeatureStatus(
          feature, version, name, schema.get(), all - deleted, deleted, rows, rowsOfAll, latest);
    }
  }

  private static RowSelection latest(String version) {
    return new RowSelection(VersionScope.CURRENT, version, false, Deleted.INCLUDE, List.of());
  }

  private static RowSelection every(VersionScope scope, String version) {
    return new RowSelection(scope, version, true, Deleted.INCLUDE, List.of());
  }

  private long number(RelNode plan) {
    return PlannedRows.count(context.backend()::query, plan);
  }

  private List<Object> row(RelNode plan) {
    try (RowCursor rows = context.backend().query(plan)) {
      rows.next();
      return IntStream.range(0, rows.schema().size())
          .mapToObj(i -> Objects.requireNonNull(rows.value(i)))
          .toList();
    }
  }
}
