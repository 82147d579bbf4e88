package io.metaxy.core.update;

import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.PlanCluster;
import io.metaxy.core.plan.PlanTypes;
import io.metaxy.store.SystemColumns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.tools.RelBuilder;
import org.jspecify.annotations.Nullable;

/** The plans that tell what must be computed anew. */
public final class UpdatePlan {
  /** What a row of {@link #all} is. */
  public static final String KIND = "metaxy_kind";

  /** The {@link #KIND} of a sample that is not stored. */
  public static final long NEW = 0;

  /** The {@link #KIND} of a sample that was made from something else. */
  public static final long STALE = 1;

  /** The {@link #KIND} of a stored sample that there should no longer be. */
  public static final long ORPHANED = 2;

  private final ExpectedRows expected;
  private final List<String> on;
  private final @Nullable Current current;

  /**
   * Compares.
   *
   * @param expected the samples that there should be
   * @param on the columns by which samples are found
   * @param current the stored samples; null if there is no table
   */
  UpdatePlan(ExpectedRows expected, List<String> on, @Nullable Current current) {
    this.expected = expected;
    this.on = List.copyOf(on);
    this.current = current;
  }

  /** Whether there is a table to compare with. */
  public boolean comparesStored() {
    return current != null;
  }

  /** All samples that there should be. */
  public RelNode input() {
    return expected.result(expected.rows(), List.of());
  }

  /** Samples that are not stored. */
  public RelNode newSamples() {
    return expected.result(missing(), List.of());
  }

  private RelNode missing() {
    return current == null ? expected.rows() : without(expected.rows(), current.keys());
  }

  /** Stored samples that were made from something else; empty if there is no table. */
  public RelNode staleSamples() {
    if (current == null) {
      return PlanCluster.over(input()).empty().build();
    }
    RelNode both = withKeys(JoinRelType.INNER, expected.rows(), current.keys());
    RelBuilder rows = PlanCluster.over(expected.result(both, compared()));
    return Plans.columns(rows.filter(isStale(rows)).build(), expected.resultColumns());
  }

  /** Stored samples that there should no longer be, whole; empty if there is no table. */
  public RelNode orphanedSamples() {
    if (current == null) {
      return PlanCluster.over(input()).empty().build();
    }
    RelNode keys = Plans.columns(expected.samples(), on);
    RelBuilder builder = PlanCluster.over(keys);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < on.size(); i++) {
      names.add(Current.key(i));
    }
    RelNode named = Plans.project(keys, builder.fields(), names);
    return without(current.rows(), named);
  }

  /**
   * New, stale and orphaned samples as rows of one plan, so that one moment is seen: {@link #KIND},
   * the columns of a new sample, and those of an orphaned one.
   */
  public RelNode all() {
    if (current == null) {
      RelBuilder fresh = PlanCluster.over(newSamples());
      return Plans.project(
          fresh.peek(),
          behind(kind(fresh.getRexBuilder(), NEW), fresh.fields()),
          names(fresh.peek(), List.of()));
    }
    RelNode orphaned = orphanedSamples();
    RelNode changed = changed(orphaned);
    RelBuilder gone = PlanCluster.over(orphaned);
    List<RexNode> fields = new ArrayList<>();
    fields.add(kind(gone.getRexBuilder(), ORPHANED));
    for (String column : expected.resultColumns()) {
      RelDataTypeField field = changed.getRowType().getFieldList().get(fields.size());
      fields.add(gone.getRexBuilder().makeNullLiteral(field.getType()));
      assertSame(column, field);
    }
    fields.addAll(gone.fields());
    RelNode padded = Plans.project(gone.build(), fields, changed.getRowType().getFieldNames());
    return PlanCluster.over(changed).push(padded).union(true).build();
  }

  private static void assertSame(String column, RelDataTypeField field) {
    if (!field.getName().equals(column)) {
      throw new IllegalStateException(field + " is not " + column);
    }
  }

  /** New and stale samples, with nulls for the columns of {@code orphaned}. */
  private RelNode changed(RelNode orphaned) {
    RelNode both = withKeys(JoinRelType.LEFT, expected.rows(), keysOfCurrent());
    List<String> besides = new ArrayList<>(compared());
    besides.add(Current.key(0));
    RelBuilder rows = PlanCluster.over(expected.result(both, besides));
    RexNode isNew = rows.isNull(rows.field(Current.key(0)));
    rows.filter(rows.or(isNew, isStale(rows)));
    RexBuilder rex = rows.getRexBuilder();
    List<RexNode> fields = new ArrayList<>();
    fields.add(
        rows.call(
            SqlStdOperatorTable.CASE,
            rows.isNull(rows.field(Current.key(0))),
            kind(rex, NEW),
            kind(rex, STALE)));
    expected.resultColumns().forEach(column -> fields.add(rows.field(column)));
    for (RelDataTypeField field : orphaned.getRowType().getFieldList()) {
      fields.add(rex.makeNullLiteral(PlanTypes.nullable(rex, field.getType())));
    }
    RelNode filtered = rows.build();
    return Plans.project(filtered, fields, names(null, orphaned.getRowType().getFieldNames()));
  }

  private RelNode keysOfCurrent() {
    return java.util.Objects.requireNonNull(current).keys();
  }

  private List<String> names(@Nullable RelNode fresh, List<String> orphaned) {
    List<String> names = new ArrayList<>();
    names.add(KIND);
    names.addAll(fresh == null ? expected.resultColumns() : fresh.getRowType().getFieldNames());
    for (int i = 0; i < orphaned.size(); i++) {
      names.add("metaxy_orphaned_" + i);
    }
    return names;
  }

  private static List<RexNode> behind(RexNode first, List<RexNode> more) {
    List<RexNode> all = new ArrayList<>();
    all.add(first);
    all.addAll(more);
    return all;
  }

  private static RexNode kind(RexBuilder rex, long kind) {
    return rex.makeExactLiteral(
        BigDecimal.valueOf(kind), rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT));
  }

  /** How many distinct inputs there are; one row, one column. */
  public RelNode countInputs() {
    return FeaturePlans.count(
        PlanCluster.over(FeaturePlans.distinct(PlanCluster.over(expected.samples()), on)));
  }

  /** How many distinct inputs are not stored; one row, one column. */
  public RelNode countNewInputs() {
    RelNode missing =
        current == null ? expected.samples() : without(expected.samples(), current.keys());
    return FeaturePlans.count(
        PlanCluster.over(FeaturePlans.distinct(PlanCluster.over(missing), on)));
  }

  private List<String> compared() {
    boolean predicates = current != null && !current.stale().isEmpty();
    return predicates ? List.of(Current.PROVENANCE, Current.STALE) : List.of(Current.PROVENANCE);
  }

  /** A new provenance of null differs from none, as in SQL. */
  private RexNode isStale(RelBuilder rows) {
    RexNode stored = rows.field(Current.PROVENANCE);
    List<RexNode> any = new ArrayList<>();
    any.add(rows.isNull(stored));
    any.add(rows.notEquals(rows.field(SystemColumns.PROVENANCE), stored));
    if (compared().contains(Current.STALE)) {
      any.add(rows.field(Current.STALE));
    }
    return rows.or(any);
  }

  /** The rows that have none of the keys; an anti join that Calcite prints right. */
  private RelNode without(RelNode rows, RelNode keys) {
    RelBuilder builder = PlanCluster.over(withKeys(JoinRelType.LEFT, rows, keys));
    builder.filter(builder.isNull(builder.field(Current.key(0))));
    return Plans.columns(builder.build(), rows.getRowType().getFieldNames());
  }

  /** A join of rows on their columns {@code on} with keys of {@link Current#key}. */
  private RelNode withKeys(JoinRelType type, RelNode rows, RelNode keys) {
    RelBuilder builder = PlanCluster.over(rows).push(keys);
    List<RexNode> same = new ArrayList<>();
    for (int i = 0; i < on.size(); i++) {
      same.add(builder.equals(builder.field(2, 0, on.get(i)), builder.field(2, 1, Current.key(i))));
    }
    return builder.join(type, same).build();
  }
}
