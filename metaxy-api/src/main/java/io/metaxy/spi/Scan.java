package io.metaxy.spi;

import io.metaxy.expr.Expr;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a scan of a table should give.
 *
 * @param table the table's name
 * @param columns the columns to give, in this order
 * @param filter rows for which it is not true may be left out; null means none may
 */
public record Scan(String table, List<String> columns, @Nullable Expr filter) {
  public Scan {
    columns = List.copyOf(columns);
  }

  /** The filter hint. */
  public Optional<Expr> hint() {
    return Optional.ofNullable(filter);
  }
}
