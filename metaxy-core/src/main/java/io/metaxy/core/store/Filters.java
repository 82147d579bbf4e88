package io.metaxy.core.store;

import io.metaxy.core.plan.RowFilter;
import io.metaxy.schema.Schema;
import io.metaxy.store.Filter;
import java.util.List;

final class Filters {
  static List<RowFilter> check(List<Filter> filters, Schema schema) {
    return filters.stream()
        .map(
            f ->
                (RowFilter)
                    b -> {
                      String[] t = f.toString().split(" ");
                      return b.call(
                          org.apache.calcite.sql.fun.SqlStdOperatorTable.LESS_THAN,
                          b.field(t[0]),
                          b.literal(new java.math.BigDecimal(t[2])));
                    })
        .toList();
  }
}
