package io.metaxy.core.plan;

import io.metaxy.schema.RowCursor;
import io.metaxy.spi.Backend;
import org.apache.calcite.rel.RelNode;

/** A backend whose engine runs whole plans, so that no row travels to the client that need not. */
public interface RelationalBackend extends Backend {

  /**
   * Starts a query over {@link PlanTable}s and {@link LatestRow}s. It sees one snapshot.
   *
   * @throws io.metaxy.MetaxyException {@code UNSUPPORTED_EXPRESSION} if the engine cannot express
   *     it (rule E3), before anything runs
   */
  RowCursor query(RelNode plan);

  @Override
  RelationalTransaction begin(String table);
}
