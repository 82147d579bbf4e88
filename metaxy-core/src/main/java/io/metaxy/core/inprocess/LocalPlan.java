package io.metaxy.core.inprocess;

import io.metaxy.schema.RowCursor;
import io.metaxy.spi.Scan;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;

/** A plan over tables that are not all of one engine, such as rows of the caller's. */
public final class LocalPlan {
  private LocalPlan() {}

  /**
   * The rows of {@code plan}. Nothing is scanned before the first is asked for.
   *
   * @param scans gives the rows of a table
   */
  public static RowCursor run(RelNode plan, Function<Scan, RowCursor> scans) {
    return InProcessBackend.cursor(plan, scans::apply);
  }
}
