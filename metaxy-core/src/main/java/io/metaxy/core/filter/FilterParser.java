package io.metaxy.core.filter;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.expr.Expr;
import io.metaxy.schema.Schema;
import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/** Parses filter texts (rule E4). */
public final class FilterParser {
  /** Deeper ones would need more stack than a thread may have. */
  private static final int DEEPEST = 500;

  /** Calcite's tree of a chain is as deep as the chain is long. */
  private static final int MOST_LINKS = 2000;

  private static final SqlParser.Config CONFIG =
      SqlParser.config()
          .withUnquotedCasing(Casing.UNCHANGED)
          .withQuotedCasing(Casing.UNCHANGED)
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withIdentifierMaxLength(100_000)
          .withConformance(SqlConformanceEnum.DEFAULT);

  private FilterParser() {}

  /**
   * The expression of {@code filter} over the columns of {@code schema}.
   *
   * @throws MetaxyException {@code FILTER_SYNTAX} with the place, {@code UNKNOWN_COLUMN}
   */
  public static Expr parse(String filter, Schema schema) {
    if (filter.isBlank()) {
      throw new MetaxyException(
          ErrorCode.FILTER_SYNTAX, "The filter is empty.", "Write one, or leave it out.");
    }
    List<FilterLexer.Token> tokens = new FilterLexer(filter).tokens();
    checkDepth(filter, tokens);
    SqlText sql = new SqlText(tokens);
    SqlNode node;
    try {
      node = SqlParser.create(sql.sql(), CONFIG).parseExpression();
    } catch (SqlParseException e) {
      int column = e.getPos() == null ? 1 : e.getPos().getColumnNum();
      boolean atEnd =
          String.valueOf(e.getMessage()).lines().findFirst().orElse("").contains("<EOF>")
              || parses(sql.sql() + " TRUE" + ")".repeat(open(tokens)));
      int place = atEnd ? filter.stripTrailing().length() : sql.place(column - 1);
      throw FilterError.at(
          filter, place, atEnd ? "it ends too early" : "this is not expected here", e);
    }
    return new FilterExpr(filter, sql, schema).of(node);
  }

  private static int open(List<FilterLexer.Token> tokens) {
    int open = 0;
    for (FilterLexer.Token token : tokens) {
      open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
    }
    return Math.max(0, open);
  }

  /** Whether just something at the end is missing. */
  private static boolean parses(String sql) {
    try {
      SqlParser.create(sql, CONFIG).parseExpression();
      return true;
    } catch (SqlParseException e) {
      return false;
    }
  }

  private static void checkDepth(String filter, List<FilterLexer.Token> tokens) {
    int depth = 0;
    int nots = 0;
    int links = 0;
    for (FilterLexer.Token token : tokens) {
      links += token.is("AND") || token.is("OR") ? 1 : 0;
      if (links > MOST_LINKS) {
        throw FilterError.at(
            filter,
            token.position(),
            "it has more than "
                + MOST_LINKS
                + " AND and OR, which is too long; one IN (…) takes many values",
            null);
      }
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      nots =
          token.is("NOT") || token.is("-") || token.is("+") || token.is("!")
              ? nots + 1
              : token.is("(") ? nots : 0;
      if (depth + nots > DEEPEST) {
        throw FilterError.at(filter, token.position(), "it nests too deeply", null);
      }
    }
  }
}
