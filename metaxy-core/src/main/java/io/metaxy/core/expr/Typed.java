package io.metaxy.core.expr;

import io.metaxy.schema.DataType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A translated expression.
 *
 * @param rex its node
 * @param type its type; null for the literal null, which is of every type
 */
record Typed(RexNode rex, @Nullable DataType type) {

  boolean isNull() {
    return type == null;
  }

  boolean isNumber() {
    return type != null && type.isNumeric();
  }

  boolean isTime() {
    return type == DataType.DATE || type == DataType.TIMESTAMP;
  }
}
