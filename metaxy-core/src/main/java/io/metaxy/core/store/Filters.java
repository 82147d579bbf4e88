package io.metaxy.core.store;

import io.metaxy.core.expr.ExprTranslator;
import io.metaxy.core.filter.FilterParser;
import io.metaxy.core.plan.RowFilter;
import io.metaxy.expr.Expr;
import io.metaxy.schema.Schema;
import io.metaxy.store.Filter;
import java.util.List;

/** Filters of requests, parsed and checked against the columns before anything runs. */
final class Filters {
  private Filters() {}

  static List<RowFilter> check(List<Filter> filters, Schema schema) {
    return filters.stream().map(filter -> check(filter, schema)).toList();
  }

  private static RowFilter check(Filter filter, Schema schema) {
    Expr expr =
        filter instanceof Filter.Text text
            ? FilterParser.parse(text.text(), schema)
            : ((Filter.Expression) filter).expr();
    return rows -> new ExprTranslator(rows, schema).condition(expr);
  }
}
