package io.metaxy.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * Lowers {@link LatestRow} to "the row numbered as the newest of each group of keys". With an index
 * on keys and time the groups come out of it one by one, and only the rows that are wanted are
 * fetched; samples with one row, mostly all, cost no search of their own. Ties (rule R6) are looked
 * for where a sample has several rows, and settled by a sort of these few.
 */
public final class LatestByGroups {
  private static final String NUMBER = "metaxy_number";
  private static final String TIME = "metaxy_time";
  private static final String ROWS = "metaxy_rows";

  private LatestByGroups() {}

  /**
   * The lowered rows.
   *
   * @param latest over rows that {@link NumberedRows#areIn}
   * @param rowId the name of the hidden number column
   */
  public static RelNode lower(LatestRow latest, String rowId) {
    RelNode rows = NumberedRows.of(latest.getInput(), rowId);
    RelBuilder builder = PlanCluster.on(latest.getCluster()).push(rows).push(newest(latest, rows));
    RexNode same = builder.equals(builder.field(2, 0, 0), builder.field(2, 1, 0));
    return builder
        .join(JoinRelType.INNER, same)
        .project(builder.fields().subList(1, rows.getRowType().getFieldCount()))
        .build();
  }

  /** The number of the latest row of each sample. */
  private static RelNode newest(LatestRow latest, RelNode rows) {
    RelNode groups = groups(latest, rows);
    RelBuilder builder = PlanCluster.on(latest.getCluster()).push(groups);
    RexBuilder rex = builder.getRexBuilder();
    CorrelationId groupId = latest.getCluster().createCorrel();
    RexNode group = rex.makeCorrel(groups.getRowType(), groupId);
    RexNode number = builder.field(NUMBER);
    RexNode chosen =
        builder.call(
            SqlStdOperatorTable.CASE,
            builder.equals(builder.field(ROWS), builder.literal(1)),
            number,
            builder.not(RexSubQuery.exists(rivals(latest, rows, group))),
            number,
            RexSubQuery.scalar(winner(latest, rows, group)));
    return builder.project(List.of(chosen), List.of(NUMBER), true, Set.of(groupId)).build();
  }

  /** Keys, greatest time, a row of that time, and how many rows there are. */
  private static RelNode groups(LatestRow latest, RelNode rows) {
    RelBuilder builder = PlanCluster.on(latest.getCluster()).push(rows);
    List<RexNode> columns = new ArrayList<>(keys(latest, builder));
    columns.add(builder.field(0));
    columns.add(time(builder));
    List<String> names =
        new ArrayList<>(
            latest.keys().stream().map(latest.getRowType().getFieldNames()::get).toList());
    names.add(NUMBER);
    names.add(TIME);
    builder.project(columns, names);
    return builder
        .aggregate(
            builder.groupKey(builder.fields().subList(0, latest.keys().size())),
            builder
                .aggregateCall(
                    SqlStdOperatorTable.ARG_MAX, builder.field(NUMBER), builder.field(TIME))
                .as(NUMBER),
            builder.max(TIME, builder.field(TIME)),
            builder.count(false, ROWS))
        .build();
  }

  /** The other rows of the group's greatest time; none, but for rows of a foreign writer. */
  private static RelNode rivals(LatestRow latest, RelNode rows, RexNode group) {
    RelBuilder builder = PlanCluster.on(latest.getCluster()).push(rows);
    RexBuilder rex = builder.getRexBuilder();
    List<RexNode> conditions = sameKeys(latest, builder, group);
    // Not "=", for which the planner would rather not use an index that ends with the time.
    conditions.add(
        builder.call(
            SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
            time(builder),
            rex.makeFieldAccess(group, TIME, true)));
    conditions.add(builder.notEquals(builder.field(0), rex.makeFieldAccess(group, NUMBER, true)));
    return builder.filter(conditions).build();
  }

  /** The number of the row that wins among those of the group's greatest time. */
  private static RelNode winner(LatestRow latest, RelNode rows, RexNode group) {
    RelBuilder builder = PlanCluster.on(latest.getCluster()).push(rows);
    RexBuilder rex = builder.getRexBuilder();
    List<RexNode> conditions = sameKeys(latest, builder, group);
    conditions.add(builder.equals(time(builder), rex.makeFieldAccess(group, TIME, true)));
    builder.filter(conditions);
    RelDataType row = builder.peek().getRowType();
    List<RexNode> order = new ArrayList<>();
    for (RexNode tie : RowOrder.ties(rex, row, i -> builder.field(i))) {
      order.add(builder.desc(tie));
    }
    order.add(builder.desc(builder.field(0)));
    return builder.sortLimit(0, 1, order).project(builder.field(0)).build();
  }

  private static List<RexNode> sameKeys(LatestRow latest, RelBuilder builder, RexNode group) {
    List<RexNode> conditions = new ArrayList<>();
    List<RexNode> keys = keys(latest, builder);
    for (int i = 0; i < keys.size(); i++) {
      conditions.add(
          builder.equals(keys.get(i), builder.getRexBuilder().makeFieldAccess(group, i)));
    }
    return conditions;
  }

  /** The keys among numbered rows. */
  private static List<RexNode> keys(LatestRow latest, RelBuilder builder) {
    return latest.keys().stream().map(key -> (RexNode) builder.field(key + 1)).toList();
  }

  private static RexNode time(RelBuilder builder) {
    IntFunction<RexNode> field = i -> builder.field(i);
    return RowOrder.time(builder.getRexBuilder(), builder.peek().getRowType(), field);
  }
}
