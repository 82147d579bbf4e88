package io.metaxy.tck.vectors;

import static io.metaxy.expr.Expressions.coalesce;
import static io.metaxy.expr.Expressions.col;
import static io.metaxy.expr.Expressions.concatStr;
import static io.metaxy.expr.Expressions.lit;
import static io.metaxy.expr.Expressions.when;
import static io.metaxy.tck.vectors.VectorFiles.list;

import io.metaxy.expr.DateTimeMethods;
import io.metaxy.expr.Expr;
import io.metaxy.expr.StringMethods;
import io.metaxy.schema.DataType;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Expressions from the trees of the recording: {@code ["gt", ["col", "x"], 0.5]}. */
final class ExpressionTree {
  private ExpressionTree() {}

  static Expr of(@Nullable Object tree) {
    if (!(tree instanceof List)) {
      return lit(tree);
    }
    List<@Nullable Object> all = list(tree);
    String name = String.valueOf(all.get(0));
    List<@Nullable Object> arguments = all.subList(1, all.size());
    if (name.startsWith("str.")) {
      return text(of(arguments.get(0)).str(), name, arguments);
    }
    if (name.startsWith("dt.")) {
      return time(of(arguments.get(0)).dt(), name);
    }
    return switch (name) {
      case "col" -> col(String.valueOf(arguments.get(0)));
      case "nan" -> lit(Double.NaN);
      case "inf" -> lit(Double.POSITIVE_INFINITY);
      case "day" -> lit(LocalDate.parse(String.valueOf(arguments.get(0))));
      case "time" -> lit(OffsetDateTime.parse(String.valueOf(arguments.get(0))));
      case "coalesce" ->
          coalesce(
              of(arguments.get(0)),
              arguments.subList(1, arguments.size()).stream().map(ExpressionTree::of).toArray());
      case "concat_str" ->
          concatStr(
              String.valueOf(arguments.get(0)),
              arguments.subList(1, arguments.size()).stream().map(ExpressionTree::of).toArray());
      case "when" ->
          when(of(arguments.get(0))).then(of(arguments.get(1))).otherwise(of(arguments.get(2)));
      default -> method(name, of(arguments.get(0)), arguments);
    };
  }

  private static Expr method(String name, Expr self, List<@Nullable Object> arguments) {
    return switch (name) {
      case "not" -> self.not();
      case "is_null" -> self.isNull();
      case "is_nan" -> self.isNan();
      case "is_finite" -> self.isFinite();
      case "abs" -> self.abs();
      case "is_in" -> self.isIn(list(arguments.get(1)));
      case "cast" -> self.cast(DataType.of(String.valueOf(arguments.get(1))));
      default -> binary(name, self, of(arguments.get(1)), arguments);
    };
  }

  private static Expr binary(String name, Expr self, Expr other, List<@Nullable Object> arguments) {
    return switch (name) {
      case "eq" -> self.eq(other);
      case "ne" -> self.ne(other);
      case "lt" -> self.lt(other);
      case "le" -> self.le(other);
      case "gt" -> self.gt(other);
      case "ge" -> self.ge(other);
      case "and" -> self.and(other);
      case "or" -> self.or(other);
      case "plus" -> self.plus(other);
      case "minus" -> self.minus(other);
      case "times" -> self.times(other);
      case "divide" -> self.divide(other);
      case "floor_divide" -> self.floorDivide(other);
      case "modulo" -> self.modulo(other);
      case "fill_null" -> self.fillNull(other);
      case "is_between" -> self.isBetween(other, of(arguments.get(2)));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Expr text(StringMethods self, String name, List<@Nullable Object> arguments) {
    String first = arguments.size() > 1 ? String.valueOf(arguments.get(1)) : "";
    return switch (name) {
      case "str.len_chars" -> self.lenChars();
      case "str.to_uppercase" -> self.toUppercase();
      case "str.to_lowercase" -> self.toLowercase();
      case "str.contains" -> self.contains(first);
      case "str.contains_literal" -> self.containsLiteral(first);
      case "str.starts_with" -> self.startsWith(first);
      case "str.ends_with" -> self.endsWith(first);
      case "str.replace_all" -> self.replaceAll(first, String.valueOf(arguments.get(2)));
      case "str.head" -> self.head(Long.parseLong(first));
      case "str.tail" -> self.tail(Long.parseLong(first));
      case "str.strip_chars" -> arguments.size() > 1 ? self.stripChars(first) : self.stripChars();
      case "str.slice" ->
          arguments.size() > 2
              ? self.slice(Long.parseLong(first), ((Number) arguments.get(2)).longValue())
              : self.slice(Long.parseLong(first));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Expr time(DateTimeMethods self, String name) {
    return switch (name) {
      case "dt.year" -> self.year();
      case "dt.month" -> self.month();
      case "dt.day" -> self.day();
      case "dt.hour" -> self.hour();
      case "dt.minute" -> self.minute();
      case "dt.second" -> self.second();
      case "dt.millisecond" -> self.millisecond();
      case "dt.microsecond" -> self.microsecond();
      case "dt.ordinal_day" -> self.ordinalDay();
      case "dt.weekday" -> self.weekday();
      case "dt.date" -> self.date();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
