package io.metaxy.core.filter;

import static io.metaxy.expr.Expressions.col;
import static io.metaxy.expr.Expressions.lit;

import io.metaxy.MetaxyException;
import io.metaxy.expr.Expr;
import io.metaxy.schema.Schema;
import io.metaxy.store.SystemColumns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.type.SqlTypeName;

/** Turns Calcite's tree of a filter into an expression, and refuses what filters do not have. */
final class FilterExpr {
  /** Names that mean a system column unless the feature has a column of that name (rule E5). */
  private static final Set<String> SHORT_NAMES = Set.of("created_at", "updated_at", "deleted_at");

  private final String filter;
  private final SqlText sql;
  private final Schema schema;

  FilterExpr(String filter, SqlText sql, Schema schema) {
    this.filter = filter;
    this.sql = sql;
    this.schema = schema;
  }

  Expr of(SqlNode node) {
    if (node instanceof SqlIdentifier identifier) {
      return column(identifier);
    }
    if (node instanceof SqlLiteral) {
      return operand(node);
    }
    if (!(node instanceof SqlCall call)) {
      throw refused(node, "this is not allowed");
    }
    return switch (call.getKind()) {
      case AND -> join(call, true);
      case OR -> join(call, false);
      case NOT -> of(call.operand(0)).not();
      case IS_NULL, IS_UNKNOWN -> operand(call.operand(0)).isNull();
      case IS_NOT_NULL -> operand(call.operand(0)).isNotNull();
      case IS_TRUE -> of(call.operand(0)).eq(true);
      case IS_NOT_TRUE -> of(call.operand(0)).ne(true);
      case IS_FALSE -> of(call.operand(0)).eq(false);
      case IS_NOT_FALSE -> of(call.operand(0)).ne(false);
      case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          compare(call);
      case IN, NOT_IN -> in(call);
      case BETWEEN -> between(call);
      case LIKE -> like(call);
      default -> throw refused(call, "this is not allowed");
    };
  }

  /** Long chains come as a deep tree; they are joined without recursion. */
  private Expr join(SqlCall call, boolean and) {
    SqlKind kind = call.getKind();
    List<SqlNode> parts = new ArrayList<>();
    SqlNode left = call;
    while (left instanceof SqlCall inner && inner.getKind() == kind) {
      parts.add(0, inner.operand(1));
      left = inner.operand(0);
    }
    Expr joined = of(left);
    for (SqlNode part : parts) {
      Expr next = of(part);
      joined = and ? joined.and(next) : joined.or(next);
    }
    return joined;
  }

  private Expr compare(SqlCall call) {
    SqlNode left = call.operand(0);
    SqlNode right = call.operand(1);
    if (isNull(left) || isNull(right)) {
      Expr other = operand(isNull(right) ? left : right);
      return switch (call.getKind()) {
        case EQUALS -> other.isNull();
        case NOT_EQUALS -> other.isNotNull();
        default -> other.lt(null);
      };
    }
    Expr a = operand(left);
    Expr b = operand(right);
    return switch (call.getKind()) {
      case EQUALS -> a.eq(b);
      case NOT_EQUALS -> a.ne(b);
      case LESS_THAN -> a.lt(b);
      case LESS_THAN_OR_EQUAL -> a.le(b);
      case GREATER_THAN -> a.gt(b);
      default -> a.ge(b);
    };
  }

  private Expr in(SqlCall call) {
    if (!(call.operand(1) instanceof SqlNodeList list)) {
      throw refused(call, "IN wants a list of values in parentheses");
    }
    List<Object> values = new ArrayList<>();
    for (SqlNode item : list) {
      if (!isNull(item)) {
        values.add(((Expr.Literal) literal(item)).value());
      }
    }
    Expr in = column(requireColumn(call.operand(0))).isIn(values);
    return call.getKind() == SqlKind.IN ? in : in.not();
  }

  private Expr between(SqlCall call) {
    Expr value = operand(call.operand(0));
    Expr between = value.ge(operand(call.operand(1))).and(value.le(operand(call.operand(2))));
    return ((SqlBetweenOperator) call.getOperator()).isNegated() ? between.not() : between;
  }

  private Expr like(SqlCall call) {
    if (call.operandCount() != 2
        || !(literal(call.operand(1)) instanceof Expr.Literal pattern)
        || !(pattern.value() instanceof String text)) {
      throw refused(call, "LIKE wants a pattern in single quotes");
    }
    Expr like = operand(call.operand(0)).like(text);
    return ((SqlLikeOperator) call.getOperator()).isNegated() ? like.not() : like;
  }

  private Expr operand(SqlNode node) {
    return node instanceof SqlIdentifier identifier ? column(identifier) : literal(node);
  }

  private static boolean isNull(SqlNode node) {
    return node instanceof SqlLiteral literal && literal.getTypeName() == SqlTypeName.NULL;
  }

  private SqlIdentifier requireColumn(SqlNode node) {
    if (node instanceof SqlIdentifier identifier) {
      return identifier;
    }
    throw refused(node, "a column is expected here");
  }

  private Expr column(SqlIdentifier identifier) {
    String name = String.join(".", identifier.names);
    if (!schema.has(name)
        && SHORT_NAMES.contains(name)
        && schema.has(SystemColumns.PREFIX + name)) {
      return col(SystemColumns.PREFIX + name);
    }
    return col(name);
  }

  private Expr literal(SqlNode node) {
    int sign = 1;
    SqlNode number = node;
    while (number instanceof SqlCall call
        && (call.getKind() == SqlKind.MINUS_PREFIX || call.getKind() == SqlKind.PLUS_PREFIX)) {
      sign = call.getKind() == SqlKind.MINUS_PREFIX ? -sign : sign;
      number = call.operand(0);
    }
    if (number instanceof SqlCall call && call.getOperator() instanceof SqlBinaryOperator) {
      // The operator is what is wrong, not its first operand.
      int behind = call.operand(0).getParserPosition().getEndColumnNum();
      throw FilterError.at(filter, sql.place(behind + 1), "this is not allowed", null);
    }
    if (!(number instanceof SqlLiteral literal)) {
      throw refused(node, "a column or a value is expected here");
    }
    return switch (literal.getTypeName()) {
      case NULL -> lit(null);
      case BOOLEAN -> lit(requireUnsigned(node, number, literal.booleanValue()));
      case CHAR -> lit(requireUnsigned(node, number, literal.getValueAs(String.class)));
      case DECIMAL, DOUBLE -> lit(number(literal, sign, node));
      default -> throw refused(node, "this kind of value is not allowed");
    };
  }

  private Object requireUnsigned(SqlNode node, SqlNode number, Object value) {
    if (node != number) {
      throw refused(node, "a sign stands before numbers only");
    }
    return value;
  }

  /** Whole numbers stay exact, all others are doubles, as in the Python library. */
  private Object number(SqlLiteral literal, int sign, SqlNode node) {
    String text = literal.toValue();
    if (text == null) {
      throw refused(node, "this is no number");
    }
    BigDecimal value = new BigDecimal(text);
    BigDecimal signed = sign < 0 ? value.negate() : value;
    if (literal instanceof SqlNumericLiteral numeric && numeric.isInteger()) {
      try {
        return signed.longValueExact();
      } catch (ArithmeticException e) {
        throw refused(node, "no column holds a whole number of more than 64 bits");
      }
    }
    double number = signed.doubleValue();
    return sign < 0 && number == 0 ? (Object) (-0.0) : (Object) number;
  }

  private MetaxyException refused(SqlNode node, String problem) {
    int column = Math.max(1, node.getParserPosition().getColumnNum());
    return FilterError.at(filter, sql.place(column - 1), problem, null);
  }
}
