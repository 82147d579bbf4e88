package io.metaxy.iceberg;

import java.util.List;
import org.apache.iceberg.expressions.Expression;

/** The rows of a table as somebody sees them, for views of DuckDB's. */
interface RowSource {
  /**
   * A query that gives the rows.
   *
   * @param columns the columns it gives; {@link FileView#FILE} may be among them
   * @param filter rows for which it is not true may be left out
   */
  String sql(List<String> columns, Expression filter);
}
