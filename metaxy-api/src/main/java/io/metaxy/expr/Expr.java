package io.metaxy.expr;

import static java.util.Objects.requireNonNull;

import io.metaxy.schema.DataType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression over the columns of a row. Immutable; made by {@link Expressions} and the methods
 * here. Arguments that are no expressions are literals. Types are checked when a store knows the
 * columns.
 *
 * <p>Logic has three values: what compares with null is null, and a filter keeps only what is true.
 */
public sealed interface Expr {

  /** A column by its name. */
  record ColumnRef(String name) implements Expr {
    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /**
   * A value.
   *
   * @param value of a class that {@link DataType} names, or null
   */
  record Literal(@Nullable Object value) implements Expr {
    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /** An operation on arguments. */
  record Call(Function function, List<Expr> arguments) implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /** Whether a value is among literals; nulls among them count for nothing. */
  record In(Expr value, List<Literal> literals) implements Expr {
    public In {
      literals = List.copyOf(literals);
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /** A value as another type. */
  record Cast(Expr value, DataType type) implements Expr {
    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /** The first value whose condition is true, else {@code otherwise}. */
  record Case(List<When> whens, Expr otherwise) implements Expr {
    public Case {
      whens = List.copyOf(whens);
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }

    /** A condition and its value. */
    public record When(Expr condition, Expr value) {
      @Override
      public String toString() {
        return "when(" + condition + ").then(" + value + ")";
      }
    }
  }

  /** Equal; null if either is null. */
  default Expr eq(@Nullable Object other) {
    return call(Function.EQ, other);
  }

  /** Not equal; null if either is null. */
  default Expr ne(@Nullable Object other) {
    return call(Function.NE, other);
  }

  /** Less; NaN is greater than every other number. */
  default Expr lt(@Nullable Object other) {
    return call(Function.LT, other);
  }

  /** Less or equal. */
  default Expr le(@Nullable Object other) {
    return call(Function.LE, other);
  }

  /** Greater. */
  default Expr gt(@Nullable Object other) {
    return call(Function.GT, other);
  }

  /** Greater or equal. */
  default Expr ge(@Nullable Object other) {
    return call(Function.GE, other);
  }

  /** Both; false and null is false. */
  default Expr and(Expr other) {
    return call(Function.AND, other);
  }

  /** Either; true or null is true. */
  default Expr or(Expr other) {
    return call(Function.OR, other);
  }

  /** The opposite; of null, null. */
  default Expr not() {
    return call(Function.NOT);
  }

  /** Whether the value is null; never null itself. */
  default Expr isNull() {
    return call(Function.IS_NULL);
  }

  /** Whether the value is not null. */
  default Expr isNotNull() {
    return isNull().not();
  }

  /** Whether the number is NaN. */
  default Expr isNan() {
    return call(Function.IS_NAN);
  }

  /** Whether the number is neither NaN nor infinite. */
  default Expr isFinite() {
    return call(Function.IS_FINITE);
  }

  /** Whether the value is among {@code values}; nulls among them count for nothing. */
  default Expr isIn(@Nullable Object... values) {
    return isIn(Arrays.asList(values));
  }

  /** Whether the value is among {@code values}; nulls among them count for nothing. */
  default Expr isIn(Collection<? extends @Nullable Object> values) {
    return new In(this, values.stream().map(Expressions::literal).toList());
  }

  /** Between two bounds, both included. */
  default Expr isBetween(Object lower, Object upper) {
    return ge(lower).and(le(upper));
  }

  /** Sum; of whole numbers an error if 64 bits cannot hold it. */
  default Expr plus(Object other) {
    return call(Function.PLUS, other);
  }

  /** Difference. */
  default Expr minus(Object other) {
    return call(Function.MINUS, other);
  }

  /** Product. */
  default Expr times(Object other) {
    return call(Function.TIMES, other);
  }

  /** Quotient, a double also of whole numbers. */
  default Expr divide(Object other) {
    return call(Function.DIVIDE, other);
  }

  /** Quotient rounded down; of whole numbers by zero, null. */
  default Expr floorDivide(Object other) {
    return call(Function.FLOOR_DIVIDE, other);
  }

  /** Remainder with the sign of the divisor; of whole numbers by zero, null. */
  default Expr modulo(Object other) {
    return call(Function.MODULO, other);
  }

  /** The negative. */
  default Expr negate() {
    return call(Function.NEGATE);
  }

  /** The absolute value. */
  default Expr abs() {
    return call(Function.ABS);
  }

  /** The value as {@code type}. */
  default Expr cast(DataType type) {
    return new Cast(this, requireNonNull(type, "type"));
  }

  /** The value, or {@code other} if it is null. */
  default Expr fillNull(Object other) {
    return call(Function.COALESCE, other);
  }

  /** Whether text matches a pattern of SQL's LIKE: {@code %} any text, {@code _} any character. */
  default Expr like(String pattern) {
    return call(Function.LIKE, pattern);
  }

  /** Operations on text. */
  default StringMethods str() {
    return new StringMethods(this);
  }

  /** Operations on dates and timestamps. */
  default DateTimeMethods dt() {
    return new DateTimeMethods(this);
  }

  /** The value of a map at {@code key}; null if the map has no such key. */
  default Expr mapGet(Object key) {
    return call(Function.MAP_GET, key);
  }

  /** The field {@code name} of a struct. */
  default Expr field(String name) {
    return call(Function.FIELD, name);
  }

  /** {@code function} of this and {@code others}. */
  private Expr call(Function function, @Nullable Object... others) {
    return Expressions.call(function, this, others);
  }

  /** The text of this expression with {@code ?} for each literal, which tells no values. */
  default String withoutValues() {
    return ExprText.withoutValues(this);
  }
}
