package io.metaxy.core.vectors;

import io.metaxy.core.filter.FilterParser;
import io.metaxy.expr.Expr;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A filter text, looked up in one row after the other: the rules of null and no engine. */
final class PlainFilter {
  private PlainFilter() {}

  /** Whether {@code filter} is true of a row. */
  static boolean matches(String filter, Map<String, Object> row) {
    Set<String> names = row.keySet();
    Schema columns =
        Schema.of(names.stream().map(name -> new Column(name, DataType.STRING)).toList());
    return Boolean.TRUE.equals(value(FilterParser.parse(filter, columns), row));
  }

  private static Object value(Expr expr, Map<String, Object> row) {
    if (expr instanceof Expr.ColumnRef column) {
      return row.get(column.name());
    }
    if (expr instanceof Expr.Literal literal) {
      return literal.value();
    }
    if (expr instanceof Expr.In in) {
      Object value = value(in.value(), row);
      return value == null
          ? null
          : (Object)
              in.literals().stream()
                  .anyMatch(each -> each.value() != null && order(value, each.value()) == 0);
    }
    if (expr instanceof Expr.Call call) {
      return call(call, call.arguments().stream().map(each -> new Lazy(each, row)).toList());
    }
    throw new IllegalArgumentException(expr.toString());
  }

  private record Lazy(Expr expr, Map<String, Object> row) {
    Object get() {
      return value(expr, row);
    }
  }

  private static Object call(Expr.Call call, List<Lazy> arguments) {
    return switch (call.function()) {
      case IS_NULL -> arguments.get(0).get() == null;
      case NOT -> arguments.get(0).get() instanceof Boolean b ? (Object) !b : null;
      case AND -> junction(arguments, false);
      case OR -> junction(arguments, true);
      default -> comparison(call, arguments.get(0).get(), arguments.get(1).get());
    };
  }

  private static Object junction(List<Lazy> arguments, boolean decides) {
    boolean unknown = false;
    for (Lazy argument : arguments) {
      if (!(argument.get() instanceof Boolean b)) {
        unknown = true;
      } else if (b == decides) {
        return decides;
      }
    }
    return unknown ? null : (Object) !decides;
  }

  private static Object comparison(Expr.Call call, Object left, Object right) {
    if (left == null || right == null) {
      return null;
    }
    int order = order(left, right);
    return switch (call.function()) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case LT -> order < 0;
      case LE -> order <= 0;
      case GT -> order > 0;
      case GE -> order >= 0;
      default -> throw new IllegalArgumentException(call.toString());
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static int order(Object left, Object right) {
    return left instanceof Number a && right instanceof Number b
        ? Double.compare(a.doubleValue() + 0.0, b.doubleValue() + 0.0)
        : ((Comparable) left).compareTo(right);
  }
}
