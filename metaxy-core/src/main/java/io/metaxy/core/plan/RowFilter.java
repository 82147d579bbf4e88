package io.metaxy.core.plan;

import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;

/** A condition on the rows on top of a builder; a user's filter once it is checked. */
@FunctionalInterface
public interface RowFilter {

  /** The condition, its columns those of the builder's topmost relation. */
  RexNode on(RelBuilder rows);
}
