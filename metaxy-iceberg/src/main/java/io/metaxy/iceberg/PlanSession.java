package io.metaxy.iceberg;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.duckdb.DuckDbSession;
import io.metaxy.schema.RowCursor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;

/** A session in which plans over tables run; each table is seen in one version throughout. */
final class PlanSession implements AutoCloseable {
  private final DuckDbSession session;
  private final Function<String, RowSource> sources;
  private final Map<String, RowSource> seen = new HashMap<>();
  private int plans;

  PlanSession(Workplace workplace, Function<String, RowSource> sources) {
    this.session = workplace.session();
    this.sources = sources;
  }

  DuckDbSession session() {
    return session;
  }

  /** The rows of a plan; the session ends with them. */
  RowCursor query(RelNode plan) {
    try {
      return session.query(prepared(plan));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The query of a plan. */
  String sql(RelNode plan) {
    return session.sql(prepared(plan));
  }

  /** Keeps the rows of a plan under a name. */
  void table(String name, RelNode plan) {
    session.table(name, prepared(plan));
  }

  /** The plan over views that now are there. */
  private RelNode prepared(RelNode plan) {
    PrunedPlan pruned = new PrunedPlan(plan, "@" + ++plans + ".");
    for (PrunedPlan.PrunedScan scan : pruned.scans()) {
      RowSource source = seen.computeIfAbsent(scan.table().name(), sources);
      List<String> columns = scan.table().schema().names();
      try {
        session.view(scan.name(), source.sql(columns, scan.filter()));
      } catch (IllegalArgumentException e) {
        throw new MetaxyException(
            ErrorCode.BUSY,
            "The columns of table " + scan.table().name() + " were changed meanwhile.",
            "Nothing was changed; try again.",
            e);
      }
    }
    return pruned.plan();
  }

  @Override
  public void close() {
    session.close();
  }
}
