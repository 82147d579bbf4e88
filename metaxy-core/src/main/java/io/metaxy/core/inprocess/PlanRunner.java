package io.metaxy.core.inprocess;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.core.plan.JoinedTexts;
import io.metaxy.core.plan.LatestRow;
import io.metaxy.core.plan.PlanTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Turns one plan into a stream of rows over scans. */
final class PlanRunner {
  private final Tables tables;
  private final NeededColumns needed;
  private final Map<String, List<@Nullable Object[]>> kept = new HashMap<>();
  private final List<ScanStream> scans = new ArrayList<>();

  private PlanRunner(Tables tables, NeededColumns needed) {
    this.tables = tables;
    this.needed = needed;
  }

  /**
   * The rows of {@code plan}. Nothing is scanned before the first is asked for.
   *
   * @throws MetaxyException {@code UNSUPPORTED_EXPRESSION}
   */
  static RowStream run(RelNode plan, Tables tables) {
    return new PlanRunner(tables, NeededColumns.of(plan)).stream(plan);
  }

  static PlanTable table(TableScan scan) {
    return scan.getTable().unwrapOrThrow(PlanTable.class);
  }

  private RowStream stream(RelNode node) {
    if (node instanceof TableScan scan) {
      return scan(table(scan));
    }
    if (node instanceof Filter filter) {
      return filter(stream(filter.getInput()), expressions(node).of(filter.getCondition()));
    }
    if (node instanceof Project project) {
      return project(stream(project.getInput()), expressions(node).all(project.getProjects()));
    }
    if (node instanceof LatestRow latest) {
      return latest(latest);
    }
    if (node instanceof JoinedTexts joined) {
      return RowStream.after(stream(joined.getInput()), new GroupTexts(joined));
    }
    if (node instanceof Aggregate aggregate && aggregate.getGroupType() == Aggregate.Group.SIMPLE) {
      return RowStream.after(stream(aggregate.getInput()), new Aggregation(aggregate));
    }
    if (node instanceof Join join) {
      return new HashJoin(join, stream(join.getLeft()), stream(join.getRight()));
    }
    if (node instanceof Sort sort) {
      return sort(sort);
    }
    if (node instanceof Union union && union.all) {
      return RowStream.concat(union.getInputs().stream().map(this::stream).toList());
    }
    if (node instanceof Values values) {
      List<@Nullable Object[]> rows = new ArrayList<>();
      values.getTuples().forEach(tuple -> rows.add(tuple.stream().map(Constants::of).toArray()));
      return RowStream.of(rows);
    }
    throw new MetaxyException(
        ErrorCode.UNSUPPORTED_EXPRESSION,
        "The in-process engine cannot run " + node.getRelTypeName() + ".",
        "Use a backend whose engine can.");
  }

  private RowStream latest(LatestRow latest) {
    RelNode input = latest.getInput();
    PlanRunner sketcher =
        needed.isAnyScannedTwice()
            ? this
            : new PlanRunner(tables, NeededColumns.of(input, LatestRows.deciding(latest)));
    return new LatestRows(
        latest,
        sketcher.stream(input),
        stream(input),
        () -> {
          sketcher.scans.forEach(ScanStream::start);
          scans.forEach(ScanStream::start);
        });
  }

  private static Expressions expressions(RelNode node) {
    return new Expressions(node.getCluster().getRexBuilder());
  }

  private RowStream scan(PlanTable table) {
    if (!needed.isScannedTwice(table.name())) {
      return open(table);
    }
    // Two scans may see two states of the table, and a plan is promised one.
    return new RowStream() {
      private @Nullable RowStream rows;

      @Override
      public @Nullable Object @Nullable [] next() {
        if (rows == null) {
          rows = RowStream.of(kept.computeIfAbsent(table.name(), name -> all(open(table))));
        }
        return rows.next();
      }

      @Override
      public void close() {}
    };
  }

  private ScanStream open(PlanTable table) {
    ScanStream scan = new ScanStream(tables, table, needed.of(table.name()));
    scans.add(scan);
    return scan;
  }

  private static List<@Nullable Object[]> all(RowStream stream) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (stream) {
      for (@Nullable Object[] row = stream.next(); row != null; row = stream.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static RowStream filter(RowStream input, Value condition) {
    return new RowStream() {
      @Override
      public @Nullable Object @Nullable [] next() {
        @Nullable Object[] row = input.next();
        while (row != null && !condition.holds(row)) {
          row = input.next();
        }
        return row;
      }

      @Override
      public void close() {
        input.close();
      }
    };
  }

  private static RowStream project(RowStream input, List<Value> columns) {
    return new RowStream() {
      @Override
      public @Nullable Object @Nullable [] next() {
        @Nullable Object[] row = input.next();
        if (row == null) {
          return null;
        }
        @Nullable Object[] projected = new @Nullable Object[columns.size()];
        for (int i = 0; i < projected.length; i++) {
          projected[i] = columns.get(i).of(row);
        }
        return projected;
      }

      @Override
      public void close() {
        input.close();
      }
    };
  }

  private RowStream sort(Sort sort) {
    RowStream input = stream(sort.getInput());
    List<RelFieldCollation> order = sort.getCollation().getFieldCollations();
    RowStream sorted =
        order.isEmpty()
            ? input
            : RowStream.after(
                input,
                rows -> {
                  List<@Nullable Object[]> all = all(rows);
                  all.sort((a, b) -> compare(order, a, b));
                  return all;
                });
    long offset = number(sort.offset, 0);
    long end = Math.addExact(offset, number(sort.fetch, Integer.MAX_VALUE));
    return new RowStream() {
      private long given;

      @Override
      public @Nullable Object @Nullable [] next() {
        while (given < offset && sorted.next() != null) {
          given++;
        }
        return given++ < end ? sorted.next() : null;
      }

      @Override
      public void close() {
        sorted.close();
      }
    };
  }

  private static long number(@Nullable RexNode literal, long otherwise) {
    Object value = literal == null ? null : Constants.of((RexLiteral) literal);
    return value == null ? otherwise : (Long) value;
  }

  private static int compare(
      List<RelFieldCollation> order, @Nullable Object[] a, @Nullable Object[] b) {
    for (RelFieldCollation by : order) {
      Object x = a[by.getFieldIndex()];
      Object y = b[by.getFieldIndex()];
      int compared =
          x == null || y == null
              ? Boolean.compare(x == null, y == null)
                  * (by.nullDirection == RelFieldCollation.NullDirection.FIRST ? -1 : 1)
              : Ordering.compare(x, y) * (by.getDirection().isDescending() ? -1 : 1);
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }
}
