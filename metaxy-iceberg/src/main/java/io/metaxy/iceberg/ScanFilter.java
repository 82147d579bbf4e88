package io.metaxy.iceberg;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimestampString;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.jspecify.annotations.Nullable;

/**
 * Conditions as expressions of Iceberg's, by which it leaves files out. What cannot be said is left
 * out of an AND: the plan filters once more. The meaning is ours (rule E1): NaN is greater than
 * every other number, and the two zeros are equal.
 */
final class ScanFilter {
  private final RexBuilder rex;
  private final List<String> columns;

  /** For conditions over rows with these columns. */
  ScanFilter(RexBuilder rex, RelDataType row) {
    this.rex = rex;
    this.columns = row.getFieldNames();
  }

  /** An expression that is true wherever all conditions are. */
  Expression all(List<RexNode> conditions) {
    Expression all = Expressions.alwaysTrue();
    for (RexNode condition : conditions) {
      all = Expressions.and(all, of(condition).orElse(Expressions.alwaysTrue()));
    }
    return all;
  }

  private Optional<Expression> of(RexNode node) {
    RexNode condition = RexUtil.expandSearch(rex, null, node);
    if (condition instanceof RexInputRef flag) {
      return Optional.of(Expressions.equal(column(flag), true));
    }
    if (condition.isAlwaysFalse()) {
      return Optional.of(Expressions.alwaysFalse());
    }
    if (!(condition instanceof RexCall call)) {
      return Optional.empty();
    }
    return switch (call.getKind()) {
      case AND -> Optional.of(all(call.getOperands()));
      case OR -> any(call.getOperands());
      case IS_TRUE -> of(call.getOperands().get(0));
      case IS_NULL, IS_NOT_NULL -> nullness(call);
      case EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          comparison(call);
      default -> Optional.empty();
    };
  }

  private Optional<Expression> any(List<RexNode> conditions) {
    Expression any = Expressions.alwaysFalse();
    for (RexNode condition : conditions) {
      Optional<Expression> one = of(condition);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      any = Expressions.or(any, one.get());
    }
    return Optional.of(any);
  }

  private Optional<Expression> nullness(RexCall call) {
    if (!(call.getOperands().get(0) instanceof RexInputRef column)
        || !isComparable(column.getType())) {
      return Optional.empty();
    }
    return Optional.of(
        call.getKind() == SqlKind.IS_NULL
            ? Expressions.isNull(column(column))
            : Expressions.notNull(column(column)));
  }

  private Optional<Expression> comparison(RexCall call) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    if (left instanceof RexInputRef column && right instanceof RexLiteral literal) {
      return comparison(call.getKind(), column, literal);
    }
    if (right instanceof RexInputRef column && left instanceof RexLiteral literal) {
      return comparison(call.getKind().reverse(), column, literal);
    }
    return Optional.empty();
  }

  private Optional<Expression> comparison(SqlKind kind, RexInputRef column, RexLiteral literal) {
    Object value = literal.isNull() ? null : value(column.getType().getSqlTypeName(), literal);
    if (value == null) {
      return Optional.empty();
    }
    String name = column(column);
    return Optional.of(
        value instanceof Double number ? fractional(kind, name, number) : plain(kind, name, value));
  }

  private static Expression plain(SqlKind kind, String column, Object value) {
    return switch (kind) {
      case EQUALS -> Expressions.equal(column, value);
      case LESS_THAN -> Expressions.lessThan(column, value);
      case LESS_THAN_OR_EQUAL -> Expressions.lessThanOrEqual(column, value);
      case GREATER_THAN -> Expressions.greaterThan(column, value);
      default -> Expressions.greaterThanOrEqual(column, value);
    };
  }

  private static Expression fractional(SqlKind kind, String column, double value) {
    double low = value == 0 ? -0.0 : value;
    double high = value == 0 ? 0.0 : value;
    return switch (kind) {
      case EQUALS ->
          Expressions.and(
              Expressions.greaterThanOrEqual(column, low),
              Expressions.lessThanOrEqual(column, high));
      case LESS_THAN -> Expressions.lessThan(column, high);
      case LESS_THAN_OR_EQUAL -> Expressions.lessThanOrEqual(column, high);
      case GREATER_THAN ->
          Expressions.or(Expressions.greaterThan(column, low), Expressions.isNaN(column));
      default ->
          Expressions.or(Expressions.greaterThanOrEqual(column, low), Expressions.isNaN(column));
    };
  }

  /** The literal as a value that Iceberg compares with such a column; null if there is none. */
  private static @Nullable Object value(SqlTypeName column, RexLiteral literal) {
    return switch (column) {
      case BIGINT -> {
        BigDecimal number = number(literal);
        yield number != null && isLong(number) ? (Object) number.longValue() : null;
      }
      case DOUBLE -> {
        BigDecimal number = number(literal);
        // Not where rounding could move the bound.
        yield number != null && isExact(number) ? (Object) number.doubleValue() : null;
      }
      case VARCHAR ->
          literal.getValue() instanceof NlsString text ? (Object) text.getValue() : null;
      case BOOLEAN -> literal.getValue() instanceof Boolean flag ? flag : null;
      case DATE -> {
        DateString date =
            literal.getTypeName() == SqlTypeName.DATE ? literal.getValueAs(DateString.class) : null;
        yield date == null ? null : (Object) date.toString();
      }
      case TIMESTAMP -> {
        TimestampString time =
            literal.getTypeName() == SqlTypeName.TIMESTAMP
                ? literal.getValueAs(TimestampString.class)
                : null;
        yield time == null ? null : (Object) (time.toString().replace(' ', 'T') + "+00:00");
      }
      default -> null;
    };
  }

  private static @Nullable BigDecimal number(RexLiteral literal) {
    return switch (literal.getTypeName()) {
      case DECIMAL, DOUBLE, BIGINT, INTEGER -> literal.getValueAs(BigDecimal.class);
      default -> null;
    };
  }

  private static boolean isLong(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0
        && number.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0
        && number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
  }

  private static boolean isExact(BigDecimal number) {
    double value = number.doubleValue();
    return !Double.isInfinite(value)
        && (number.precision() <= 17 && number.scale() > 0
            || new BigDecimal(value).compareTo(number) == 0);
  }

  private static boolean isComparable(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BIGINT, DOUBLE, VARCHAR, BOOLEAN, DATE, TIMESTAMP, DECIMAL -> true;
      default -> false;
    };
  }

  private String column(RexInputRef column) {
    return columns.get(column.getIndex());
  }

  /** Whether a condition is about no other columns than these. */
  static boolean isAbout(RexNode condition, List<Integer> columns) {
    List<Integer> used = new ArrayList<>();
    condition.accept(
        new org.apache.calcite.rex.RexVisitorImpl<Void>(true) {
          @Override
          public @Nullable Void visitInputRef(RexInputRef column) {
            used.add(column.getIndex());
            return null;
          }

          @Override
          public @Nullable Void visitSubQuery(org.apache.calcite.rex.RexSubQuery query) {
            used.add(-1);
            return null;
          }
        });
    return columns.containsAll(used);
  }
}
