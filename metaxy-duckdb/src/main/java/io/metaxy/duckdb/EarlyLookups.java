package io.metaxy.duckdb;

import io.metaxy.core.function.EngineFunction;
import io.metaxy.core.plan.LatestRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Looks entries of maps up before rows are ranked, where nothing else is asked of these maps: a
 * sort moves the texts in less time than the maps.
 */
final class EarlyLookups extends RelHomogeneousShuttle {
  @Override
  public RelNode visit(RelNode node) {
    RelNode visited = super.visit(node);
    if (visited instanceof LogicalProject project) {
      LogicalProject one = withoutRenaming(project);
      RelNode rows = one.getInput();
      if (rows instanceof LogicalFilter filter && filter.getInput() instanceof LatestRow latest) {
        return early(one, latest, InputFinder.bits(filter.getCondition()));
      }
      if (rows instanceof LatestRow latest) {
        return early(one, latest, ImmutableBitSet.of());
      }
    }
    return visited;
  }

  /** The same rows from below projections that only choose columns. */
  private static LogicalProject withoutRenaming(LogicalProject project) {
    List<RexNode> fields = project.getProjects();
    RelNode rows = project.getInput();
    while (rows instanceof LogicalProject below
        && below.getProjects().stream().allMatch(RexInputRef.class::isInstance)) {
      fields = RelOptUtil.pushPastProject(fields, below);
      rows = below.getInput();
    }
    return LogicalProject.create(
        rows, List.of(), fields, project.getRowType().getFieldNames(), Set.of());
  }

  private static RelNode early(
      LogicalProject project, LatestRow latest, ImmutableBitSet askedBefore) {
    List<RexNode> lookups = lookups(project.getProjects(), askedBefore);
    // A filter keeps them in a query of their own; in one with the rank DuckDB would rank first.
    if (lookups.isEmpty() || !(latest.getInput() instanceof LogicalFilter chosen)) {
      return project;
    }
    RelNode entries = with(chosen.getInput(), lookups);
    RelNode ranked =
        LatestRow.of(LogicalFilter.create(entries, chosen.getCondition()), keys(latest));
    RelNode rows =
        project.getInput() instanceof LogicalFilter filter
            ? LogicalFilter.create(ranked, filter.getCondition())
            : ranked;
    RexShuttle found =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            int entry = lookups.indexOf(call);
            return entry < 0
                ? super.visitCall(call)
                : RexInputRef.of(latest.getRowType().getFieldCount() + entry, rows.getRowType());
          }
        };
    return LogicalProject.create(
        rows,
        List.of(),
        found.visitList(project.getProjects()),
        project.getRowType().getFieldNames(),
        Set.of());
  }

  private static List<String> keys(LatestRow latest) {
    List<String> names = latest.getRowType().getFieldNames();
    return latest.keys().stream().map(names::get).toList();
  }

  /** The rows with the entries behind their columns. */
  private static RelNode with(RelNode rows, List<RexNode> lookups) {
    RelDataType type = rows.getRowType();
    RexBuilder rex = rows.getCluster().getRexBuilder();
    List<RexNode> fields = new ArrayList<>();
    List<String> names = new ArrayList<>(type.getFieldNames());
    IntStream.range(0, names.size()).forEach(i -> fields.add(rex.makeInputRef(rows, i)));
    for (RexNode lookup : lookups) {
      names.add("metaxy_entry_" + (names.size() - type.getFieldCount()));
      fields.add(lookup);
    }
    return LogicalProject.create(rows, List.of(), fields, names, Set.of());
  }

  /** Those of columns of which the expressions want nothing else. */
  private static List<RexNode> lookups(List<RexNode> expressions, ImmutableBitSet askedBefore) {
    Set<RexNode> lookups = new LinkedHashSet<>();
    ImmutableBitSet.Builder whole = ImmutableBitSet.builder().addAll(askedBefore);
    for (RexNode expression : expressions) {
      expression.accept(
          new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitCall(RexCall call) {
              if (isLookup(call)) {
                lookups.add(call);
                return null;
              }
              return super.visitCall(call);
            }

            @Override
            public Void visitInputRef(RexInputRef column) {
              whole.set(column.getIndex());
              return null;
            }
          });
    }
    ImmutableBitSet asked = whole.build();
    return lookups.stream().filter(l -> !asked.intersects(InputFinder.bits(l))).toList();
  }

  private static boolean isLookup(RexCall call) {
    return call.getOperator() instanceof EngineFunction function
        && function.isMethod("entryString", 2)
        && call.getOperands().get(0) instanceof RexInputRef
        && call.getOperands().get(1) instanceof RexLiteral;
  }
}
