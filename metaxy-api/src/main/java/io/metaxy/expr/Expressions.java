package io.metaxy.expr;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where expressions start: {@code col("confidence").lt(0.3)}. */
public final class Expressions {
  private Expressions() {}

  /** The column {@code name}. */
  public static Expr col(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a column name is not empty");
    }
    return new Expr.ColumnRef(name);
  }

  /**
   * The value {@code value}.
   *
   * @throws IllegalArgumentException if no column type has values of its class
   */
  public static Expr lit(@Nullable Object value) {
    return literal(value);
  }

  /** The first argument that is not null. */
  public static Expr coalesce(Object first, Object... others) {
    return call(Function.COALESCE, expr(first), others);
  }

  /** Texts one after the other with {@code separator} between them; null if one is null. */
  public static Expr concatStr(String separator, Object... texts) {
    return call(Function.CONCAT_STR, lit(separator), texts);
  }

  /** Starts {@code when(condition).then(value).otherwise(value)}. */
  public static Conditional when(Expr condition) {
    return new Conditional(List.of(), condition);
  }

  /** A condition that waits for its value. */
  public static final class Conditional {
    private final List<Expr.Case.When> before;
    private final Expr condition;

    private Conditional(List<Expr.Case.When> before, Expr condition) {
      this.before = before;
      this.condition = condition;
    }

    /** The value if the condition is true. */
    public Chain then(Object value) {
      List<Expr.Case.When> whens = new ArrayList<>(before);
      whens.add(new Expr.Case.When(condition, expr(value)));
      return new Chain(whens);
    }
  }

  /** Conditions with their values. */
  public static final class Chain {
    private final List<Expr.Case.When> whens;

    private Chain(List<Expr.Case.When> whens) {
      this.whens = List.copyOf(whens);
    }

    /** The next condition, looked at if none before is true. */
    public Conditional when(Expr condition) {
      return new Conditional(whens, condition);
    }

    /** The value if no condition is true. */
    public Expr otherwise(@Nullable Object value) {
      return new Expr.Case(whens, expr(value));
    }
  }

  static Expr call(Function function, Expr first, @Nullable Object... others) {
    List<Expr> arguments = new ArrayList<>(others.length + 1);
    arguments.add(first);
    for (Object other : others) {
      arguments.add(expr(other));
    }
    return new Expr.Call(function, arguments);
  }

  static Expr expr(@Nullable Object value) {
    return value instanceof Expr expr ? expr : literal(value);
  }

  static Expr.Literal literal(@Nullable Object value) {
    if (value == null
        || value instanceof Long
        || value instanceof Double
        || value instanceof String
        || value instanceof Boolean
        || value instanceof BigDecimal
        || value instanceof LocalDate) {
      return new Expr.Literal(value);
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return new Expr.Literal(((Number) value).longValue());
    }
    if (value instanceof Float number) {
      return new Expr.Literal((double) number);
    }
    if (value instanceof byte[] bytes) {
      return new Expr.Literal(bytes.clone());
    }
    if (value instanceof CharSequence || value instanceof Character || value instanceof Enum) {
      return new Expr.Literal(value.toString());
    }
    Instant instant =
        value instanceof Instant i
            ? i
            : value instanceof OffsetDateTime o
                ? o.toInstant()
                : value instanceof ZonedDateTime z
                    ? z.toInstant()
                    : value instanceof LocalDateTime l ? l.toInstant(ZoneOffset.UTC) : null;
    if (instant == null) {
      throw new IllegalArgumentException(
          "a " + value.getClass().getName() + " is no value of a column");
    }
    return new Expr.Literal(instant.truncatedTo(ChronoUnit.MICROS));
  }
}
