package io.metaxy.sql;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.core.plan.JoinedTextsByWindow;
import io.metaxy.schema.Column;
import io.metaxy.schema.Schema;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.schema.ColumnStrategy;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.ddl.SqlDdlNodes;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Plans and statements as an engine's SQL text. */
public final class SqlPrinter {
  private static final SqlParserPos POS = SqlParserPos.ZERO;

  private final SqlDialect dialect;
  private final Function<RelNode, RelNode> lowering;

  /**
   * A printer.
   *
   * @param dialect the engine's
   * @param lowering turns operators of ours into ones that the dialect can print
   */
  public SqlPrinter(SqlDialect dialect, Function<RelNode, RelNode> lowering) {
    this.dialect = dialect;
    this.lowering = lowering;
  }

  /** The query that gives the rows of {@code plan}. */
  public String query(RelNode plan) {
    return print(statement(plan));
  }

  /** {@code INSERT … SELECT} of the rows of {@code plan}, by the names of its columns. */
  public String insert(String table, RelNode plan) {
    return print(
        new SqlInsert(
            POS,
            SqlNodeList.EMPTY,
            identifier(table),
            statement(plan),
            identifiers(plan.getRowType().getFieldNames())));
  }

  /**
   * {@code DELETE} of the rows of a filtered scan.
   *
   * @throws IllegalArgumentException if the plan is more than one filter on a scan: part of it
   *     would be lost
   */
  public String delete(String table, RelNode filteredScan) {
    if (!(filteredScan instanceof TableScan)
        && !(filteredScan instanceof Filter filter && filter.getInput() instanceof TableScan)) {
      throw new IllegalArgumentException("not a filtered scan: " + filteredScan.explain());
    }
    SqlNode condition = ((SqlSelect) statement(filteredScan)).getWhere();
    return print(new SqlDelete(POS, identifier(table), condition, null, null));
  }

  /** {@code DELETE} of the rows whose {@code columns} are among the rows of table {@code keys}. */
  public String deleteIn(String table, List<String> columns, String keys) {
    SqlNode all =
        new SqlSelect(
            POS,
            null,
            identifiers(columns),
            identifier(keys),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    SqlNode row =
        columns.size() == 1
            ? identifier(columns.get(0))
            : SqlStdOperatorTable.ROW.createCall(identifiers(columns));
    SqlNode condition = SqlStdOperatorTable.IN.createCall(POS, row, all);
    return print(new SqlDelete(POS, identifier(table), condition, null, null));
  }

  /** {@code CREATE TABLE} with the columns of {@code schema}. */
  public String createTable(String table, Schema schema, Function<Column, String> type) {
    SqlNodeList columns = new SqlNodeList(POS);
    for (Column column : schema.columns()) {
      columns.add(
          SqlDdlNodes.column(
              POS,
              identifier(column.name()),
              VerbatimType.of(type.apply(column)),
              null,
              ColumnStrategy.NULLABLE));
    }
    return print(SqlDdlNodes.createTable(POS, false, false, identifier(table), columns, null));
  }

  /** A name, quoted. */
  public String quoted(String name) {
    return dialect.quoteIdentifier(name);
  }

  private SqlNode statement(RelNode plan) {
    try {
      RelNode lowered = lowering.apply(plan.accept(new JoinedTextsByWindow()));
      return new PlanToSql(dialect).visitRoot(lowered).asStatement();
    } catch (AssertionError | UnsupportedOperationException e) {
      // Calcite's way to say that it cannot print something.
      throw new MetaxyException(
          ErrorCode.UNSUPPORTED_EXPRESSION,
          "The backend cannot express the plan: " + e.getMessage() + ".",
          "Use another expression.",
          e);
    }
  }

  private String print(SqlNode node) {
    return node.toSqlString(
            c ->
                c.withDialect(dialect)
                    .withAlwaysUseParentheses(false)
                    .withSelectListItemsOnSeparateLines(false)
                    .withUpdateSetListNewline(false)
                    .withIndentation(0))
        .getSql();
  }

  private static SqlIdentifier identifier(String name) {
    return new SqlIdentifier(name, POS);
  }

  private static SqlNodeList identifiers(List<String> names) {
    return new SqlNodeList(names.stream().map(SqlPrinter::identifier).toList(), POS);
  }
}
