package io.metaxy.core.expr;

import static io.metaxy.core.expr.TypeRules.mismatch;
import static io.metaxy.core.expr.TypeRules.unsupported;

import io.metaxy.core.function.IsoTime;
import io.metaxy.expr.Expr;
import io.metaxy.expr.Function;
import io.metaxy.schema.DataType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** Comparisons of values of types that go together. */
final class Comparisons {
  private final RexBuilder rex;
  private final Literals literals;
  private final TypeRules rules;

  Comparisons(RexBuilder rex, Literals literals, TypeRules rules) {
    this.rex = rex;
    this.literals = literals;
    this.rules = rules;
  }

  Typed compare(Function function, Typed a, Typed b, Expr.Call expr) {
    Typed left = fitting(a, b, expr.arguments().get(0), expr);
    Typed right = fitting(b, a, expr.arguments().get(1), expr);
    return new Typed(node(function, left, right, expr), DataType.BOOLEAN);
  }

  /** A text literal beside a time, or a 0 or 1 beside a boolean, as the other's type. */
  private Typed fitting(Typed value, Typed other, Expr argument, Expr expr) {
    if (!(argument instanceof Expr.Literal literal)) {
      return value;
    }
    if (literal.value() instanceof String text && other.isTime()) {
      return time(text, other, expr);
    }
    if (literal.value() instanceof Long number
        && other.type() == DataType.BOOLEAN
        && (number == 0 || number == 1)) {
      return literals.of(number == 1);
    }
    return value;
  }

  private Typed time(String text, Typed other, Expr expr) {
    try {
      Instant instant = IsoTime.parse(text);
      return other.type() == DataType.DATE && IsoTime.isDay(text)
          ? literals.of(LocalDate.parse(text.strip()))
          : literals.of(instant);
    } catch (DateTimeException e) {
      throw mismatch(
          "'" + text + "' is no date or time",
          "Write it as 2024-01-31 or 2024-01-31T12:30:00Z.",
          expr);
    }
  }

  private RexNode node(Function function, Typed a, Typed b, Expr expr) {
    DataType left = a.type();
    DataType right = b.type();
    if (left == null || right == null) {
      // What compares with null is null; which type the null is of does not matter.
      return rules.nullOf(DataType.BOOLEAN);
    }
    if (left instanceof DataType.Decimal || right instanceof DataType.Decimal) {
      return decimals(function, a, b, expr);
    }
    if (a.isNumber() && b.isNumber()) {
      // Whole numbers and doubles compare exactly, without a cast that would lose digits.
      return rex.makeCall(operator(function), a.rex(), b.rex());
    }
    if (a.isTime() && b.isTime()) {
      DataType common = left == right ? left : DataType.TIMESTAMP;
      return rex.makeCall(operator(function), rules.as(a, common, expr), rules.as(b, common, expr));
    }
    if (!left.equals(right)) {
      throw mismatch(
          left + " does not compare with " + right,
          left == DataType.STRING || right == DataType.STRING
              ? "Write text in single quotes and numbers without."
              : "Cast one of them.",
          expr);
    }
    if (!(left instanceof DataType.Scalar)) {
      throw unsupported("values of type " + left + " do not compare", expr);
    }
    return rex.makeCall(operator(function), a.rex(), b.rex());
  }

  private RexNode decimals(Function function, Typed a, Typed b, Expr expr) {
    if (!a.isNumber() || !b.isNumber()) {
      throw mismatch(a.type() + " does not compare with " + b.type(), "Cast one of them.", expr);
    }
    if (a.type() == DataType.FLOAT64 || b.type() == DataType.FLOAT64) {
      return rex.makeCall(
          operator(function),
          rules.as(a, DataType.FLOAT64, expr),
          rules.as(b, DataType.FLOAT64, expr));
    }
    DataType decimal = DataType.decimal(38, 0);
    RexNode order =
        literals.call("compareDecimal", rules.as(a, decimal, expr), rules.as(b, decimal, expr));
    return rex.makeCall(operator(function), order, rex.makeExactLiteral(BigDecimal.ZERO));
  }

  Typed in(Typed value, Expr.In expr) {
    List<RexNode> plain = new ArrayList<>();
    List<RexNode> others = new ArrayList<>();
    for (Expr.Literal literal : expr.literals()) {
      if (literal.value() == null) {
        continue;
      }
      Typed item = fitting(literals.of(literal.value()), value, literal, expr);
      if (isPlain(value.type(), item.type())) {
        plain.add(item.rex());
      } else {
        others.add(node(Function.EQ, value, item, expr));
      }
    }
    if (!plain.isEmpty()) {
      others.add(rex.makeIn(value.rex(), plain));
    }
    if (others.isEmpty()) {
      // In an empty list there is nothing, but of null it is unknown even there.
      RexNode unknown = rules.nullOf(DataType.BOOLEAN);
      RexNode isNull = rex.makeCall(SqlStdOperatorTable.IS_NULL, value.rex());
      return new Typed(rex.makeCall(SqlStdOperatorTable.AND, isNull, unknown), DataType.BOOLEAN);
    }
    return new Typed(
        others.size() == 1 ? others.get(0) : rex.makeCall(SqlStdOperatorTable.OR, others),
        DataType.BOOLEAN);
  }

  /** Whether Calcite's IN compares the two as we do. */
  private static boolean isPlain(@Nullable DataType value, @Nullable DataType item) {
    return value != null
        && value.equals(item)
        && (value == DataType.INT64 || value == DataType.STRING);
  }

  private static SqlOperator operator(Function function) {
    return switch (function) {
      case EQ -> SqlStdOperatorTable.EQUALS;
      case NE -> SqlStdOperatorTable.NOT_EQUALS;
      case LT -> SqlStdOperatorTable.LESS_THAN;
      case LE -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
      case GT -> SqlStdOperatorTable.GREATER_THAN;
      case GE -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
      default -> throw new IllegalArgumentException(function + " compares nothing");
    };
  }
}
