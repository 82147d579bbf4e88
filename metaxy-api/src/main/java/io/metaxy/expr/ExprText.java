package io.metaxy.expr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Expressions as text, in the way that Narwhals writes them. Without recursion: a chain of many
 * thousand links is as deep as it is long.
 */
final class ExprText {
  private ExprText() {}

  /** What is written of values. */
  private enum Values {
    SHOWN,
    HIDDEN
  }

  static String of(Expr expr) {
    return write(expr, Values.SHOWN);
  }

  static String withoutValues(Expr expr) {
    return write(expr, Values.HIDDEN);
  }

  private static String write(Expr expr, Values values) {
    StringBuilder text = new StringBuilder();
    Deque<Object> left = new ArrayDeque<>();
    left.push(expr);
    while (!left.isEmpty()) {
      Object next = left.pop();
      if (next instanceof Expr.Literal literal) {
        text.append(values == Values.HIDDEN ? "?" : literal(literal.value()));
      } else if (next instanceof Expr inner) {
        List<Object> parts = parts(inner);
        Collections.reverse(parts);
        parts.forEach(left::push);
      } else {
        text.append(next);
      }
    }
    return text.toString();
  }

  private static String literal(@Nullable Object value) {
    if (value instanceof String text) {
      return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
    return value instanceof byte[] bytes ? "<" + bytes.length + " bytes>" : String.valueOf(value);
  }

  /** Texts and inner expressions, one after the other. */
  private static List<Object> parts(Expr expr) {
    List<Object> parts = new ArrayList<>();
    if (expr instanceof Expr.ColumnRef column) {
      add(parts, "col(\"", column.name(), "\")");
    } else if (expr instanceof Expr.Call call) {
      call(parts, call);
    } else if (expr instanceof Expr.In in) {
      add(parts, in.value(), ".is_in([");
      list(parts, in.literals());
      add(parts, "])");
    } else if (expr instanceof Expr.Cast cast) {
      add(parts, cast.value(), ".cast(", cast.type().toString(), ")");
    } else if (expr instanceof Expr.Case cases) {
      for (Expr.Case.When when : cases.whens()) {
        add(parts, parts.isEmpty() ? "" : ".");
        add(parts, "when(", when.condition(), ").then(", when.value(), ")");
      }
      add(parts, ".otherwise(", cases.otherwise(), ")");
    }
    return parts;
  }

  private static void call(List<Object> parts, Expr.Call call) {
    List<Expr> arguments = call.arguments();
    Expr first = arguments.get(0);
    String symbol = call.function().symbol();
    switch (call.function().form()) {
      case INFIX -> add(parts, "(", first, " " + symbol + " ", arguments.get(1), ")");
      case PREFIX -> add(parts, symbol, first);
      case METHOD -> {
        add(parts, first, "." + symbol + "(");
        list(parts, arguments.subList(1, arguments.size()));
        add(parts, ")");
      }
      case FUNCTION -> {
        add(parts, symbol + "(");
        list(parts, arguments);
        add(parts, ")");
      }
    }
  }

  private static void list(List<Object> parts, List<? extends Expr> items) {
    for (int i = 0; i < items.size(); i++) {
      add(parts, i == 0 ? "" : ", ", items.get(i));
    }
  }

  private static void add(List<Object> parts, Object... more) {
    Collections.addAll(parts, more);
  }
}
