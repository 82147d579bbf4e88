package io.metaxy.core.plan;

import io.metaxy.schema.Schema;
import io.metaxy.spi.Scan;
import io.metaxy.store.Deleted;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.VersionScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.tools.RelBuilder;

/** The relational plans of a store's operations; the one place where they are made. */
public final class FeaturePlans {
  private FeaturePlans() {}

  /** The selected rows: latest, then tombstones, then the user's filters (rules R1, R2). */
  public static RelBuilder select(FeatureTable table, RowSelection selection) {
    return select(PlanCluster.builder(), table, selection);
  }

  /** The selected rows on top of {@code builder}, for plans of more than one table. */
  public static RelBuilder select(RelBuilder builder, FeatureTable table, RowSelection selection) {
    builder.push(PlanTable.scan(builder.getCluster(), table.name(), table.schema()));
    List<RexNode> conditions = new ArrayList<>();
    if (selection.versions() == VersionScope.CURRENT) {
      RexNode version = builder.field(SystemColumns.FEATURE_VERSION);
      conditions.add(builder.equals(version, text(builder, version, selection.featureVersion())));
    }
    if (!selection.everyRow()) {
      builder.filter(conditions);
      conditions.clear();
      builder.push(LatestRow.of(builder.build(), table.keys(selection.versions())));
    }
    RexNode deletedAt = builder.field(SystemColumns.DELETED_AT);
    if (selection.deleted() == Deleted.EXCLUDE) {
      conditions.add(builder.isNull(deletedAt));
    } else if (selection.deleted() == Deleted.ONLY) {
      conditions.add(builder.isNotNull(deletedAt));
    }
    selection.filters().forEach(filter -> conditions.add(filter.on(builder)));
    // All in one: a deletion of rows is printed from the one filter that stands on the scan.
    return builder.filter(flat(builder, conditions));
  }

  /** All of the conditions; AND within AND and OR within OR made one, as Calcite asserts. */
  private static RexNode flat(RelBuilder builder, List<RexNode> conditions) {
    RexBuilder rex = builder.getRexBuilder();
    RexShuttle flattening =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            return RexUtil.flatten(rex, super.visitCall(call));
          }
        };
    return RexUtil.composeConjunction(rex, conditions).accept(flattening);
  }

  /** The columns {@code names} of the selected rows, in this order. */
  public static RelBuilder project(RelBuilder rows, List<String> names) {
    return rows.project(names.stream().map(n -> (RexNode) rows.field(n)).toList(), names, true);
  }

  /** How many rows there are; one row, one column. */
  public static RelNode count(RelBuilder rows) {
    return rows.aggregate(rows.groupKey(), rows.count(false, "n")).build();
  }

  /** How many rows there are, and how many of them are tombstones; one row. */
  public static RelNode countLiveAndDeleted(RelBuilder rows) {
    return rows.aggregate(
            rows.groupKey(),
            rows.count(false, "n"),
            rows.count(false, "deleted", rows.field(SystemColumns.DELETED_AT)))
        .build();
  }

  /** A scan's columns of all rows of its table. */
  public static RelNode scan(Scan scan, Schema schema) {
    RelBuilder builder = PlanCluster.builder();
    builder.push(PlanTable.scan(builder.getCluster(), scan.table(), schema));
    return project(builder, scan.columns()).build();
  }

  /** The distinct values of the selected rows in {@code columns}. */
  public static RelNode distinct(RelBuilder rows, List<String> columns) {
    return project(rows, columns).distinct().build();
  }

  /** How many samples the rows are of, told apart by {@code ids}; one row, one column. */
  public static RelNode countSamples(RelBuilder rows, List<String> ids) {
    if (ids.size() == 1) {
      // Engines have a faster way for it than for rows that are made distinct and counted.
      RexNode id = rows.field(ids.get(0));
      return rows.aggregate(rows.groupKey(), rows.count(true, "n", id)).build();
    }
    return count(PlanCluster.over(distinct(rows, ids)));
  }

  /** How many rows of {@code table} have one of the distinct {@code keys}; one row, one column. */
  public static RelNode countRowsOf(FeatureTable table, RelNode keys) {
    RelBuilder builder = PlanCluster.on(keys.getCluster());
    builder.push(PlanTable.scan(keys.getCluster(), table.name(), table.schema())).push(keys);
    List<RexNode> same =
        keys.getRowType().getFieldNames().stream()
            .map(k -> builder.equals(builder.field(2, 0, k), builder.field(2, 1, k)))
            .toList();
    return count(builder.join(JoinRelType.INNER, same));
  }

  /** How many samples have a row that was deleted at {@code at}; one row, one column. */
  public static RelNode countDeletedAt(FeatureTable table, Instant at) {
    RelBuilder builder = PlanCluster.builder();
    builder.push(PlanTable.scan(builder.getCluster(), table.name(), table.schema()));
    builder.filter(
        builder.equals(
            builder.field(SystemColumns.DELETED_AT), TimeLiterals.of(builder.getRexBuilder(), at)));
    return countSamples(builder, table.ids());
  }

  /**
   * When rows with a materialization id were written, and how many (rule W8). Tombstones that a
   * deletion made of them are left out: these are later than the write.
   *
   * @param version the feature version of the rows; empty for all
   */
  public static RelNode writtenAs(FeatureTable table, String id, Optional<String> version) {
    RelBuilder builder = PlanCluster.builder();
    builder.push(PlanTable.scan(builder.getCluster(), table.name(), table.schema()));
    RexNode updatedAt = builder.field(SystemColumns.UPDATED_AT);
    RexNode deletedAt = builder.field(SystemColumns.DELETED_AT);
    List<RexNode> conditions = new ArrayList<>();
    RexNode ids = builder.field(SystemColumns.MATERIALIZATION_ID);
    conditions.add(builder.equals(ids, text(builder, ids, id)));
    version.ifPresent(
        v -> {
          RexNode versions = builder.field(SystemColumns.FEATURE_VERSION);
          conditions.add(builder.equals(versions, text(builder, versions, v)));
        });
    conditions.add(builder.isNotNull(updatedAt));
    conditions.add(
        builder.or(builder.isNull(deletedAt), builder.lessThanOrEqual(deletedAt, updatedAt)));
    return builder
        .filter(conditions)
        .aggregate(builder.groupKey(SystemColumns.UPDATED_AT), builder.count(false, "n"))
        .build();
  }

  /** The greatest time of a stored row (rule T1); one row, null if the table is empty. */
  public static RelNode greatestTime(FeatureTable table) {
    RelBuilder builder = PlanCluster.builder();
    builder.push(PlanTable.scan(builder.getCluster(), table.name(), table.schema()));
    RexNode time =
        RowOrder.time(builder.getRexBuilder(), builder.peek().getRowType(), i -> builder.field(i));
    return builder
        .project(List.of(time), List.of("time"))
        .aggregate(builder.groupKey(), builder.max("greatest", builder.field("time")))
        .build();
  }

  /**
   * The selected rows as tombstones: copies with only {@code metaxy_deleted_at} set (rule S1), but
   * for {@code stamps}, columns that get a text instead.
   */
  public static RelNode tombstones(
      RelBuilder rows, FeatureTable table, Instant at, Map<String, String> stamps) {
    Map<String, RexNode> changed = new TreeMap<>();
    changed.put(SystemColumns.DELETED_AT, TimeLiterals.of(rows.getRexBuilder(), at));
    stamps.forEach((column, value) -> changed.put(column, text(rows, rows.field(column), value)));
    List<String> names = table.schema().names();
    return rows.project(
            names.stream()
                .map(n -> changed.containsKey(n) ? changed.get(n) : rows.field(n))
                .toList(),
            names,
            true)
        .build();
  }

  private static RexNode text(RelBuilder builder, RexNode like, String value) {
    return builder.getRexBuilder().makeLiteral(value, like.getType(), false, false);
  }
}
