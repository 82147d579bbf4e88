package io.metaxy.store;

import io.metaxy.expr.Expr;

/**
 * A condition on rows: an expression, or a text in the filter language (rule E4), which is parsed
 * when the feature's columns are known.
 */
public sealed interface Filter {

  /** A boolean expression. */
  record Expression(Expr expr) implements Filter {
    @Override
    public String toString() {
      return expr.toString();
    }
  }

  /** A text such as {@code confidence < 0.3}. */
  record Text(String text) implements Filter {
    @Override
    public String toString() {
      return text;
    }
  }
}
