package io.metaxy.expr;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Expressions as text, in the way that Narwhals writes them. */
final class ExprText {
  private ExprText() {}

  static String literal(@Nullable Object value) {
    if (value instanceof String text) {
      return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
    return value instanceof byte[] bytes ? "<" + bytes.length + " bytes>" : String.valueOf(value);
  }

  static String call(Expr.Call call) {
    List<Expr> arguments = call.arguments();
    String symbol = call.function().symbol();
    return switch (call.function().form()) {
      case INFIX -> "(" + arguments.get(0) + " " + symbol + " " + arguments.get(1) + ")";
      case PREFIX -> symbol + arguments.get(0);
      case METHOD -> arguments.get(0) + "." + symbol + list(arguments.subList(1, arguments.size()));
      case FUNCTION -> symbol + list(arguments);
    };
  }

  private static String list(List<Expr> arguments) {
    return arguments.stream().map(Expr::toString).collect(Collectors.joining(", ", "(", ")"));
  }

  static String withoutValues(Expr expr) {
    return hidden(expr).toString();
  }

  private static Expr hidden(Expr expr) {
    if (expr instanceof Expr.Literal) {
      return new Expr.Literal(Hidden.VALUE);
    }
    if (expr instanceof Expr.Call call) {
      return new Expr.Call(
          call.function(), call.arguments().stream().map(ExprText::hidden).toList());
    }
    if (expr instanceof Expr.In in) {
      return new Expr.In(
          hidden(in.value()),
          in.literals().stream().map(l -> new Expr.Literal(Hidden.VALUE)).toList());
    }
    if (expr instanceof Expr.Cast cast) {
      return new Expr.Cast(hidden(cast.value()), cast.type());
    }
    if (expr instanceof Expr.Case cases) {
      return new Expr.Case(
          cases.whens().stream()
              .map(w -> new Expr.Case.When(hidden(w.condition()), hidden(w.value())))
              .toList(),
          hidden(cases.otherwise()));
    }
    return expr;
  }

  /** Stands where a value was. */
  private enum Hidden {
    VALUE;

    @Override
    public String toString() {
      return "?";
    }
  }
}
