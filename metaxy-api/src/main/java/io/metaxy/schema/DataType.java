package io.metaxy.schema;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The type of a column. Every engine stores each of them and gives it back unchanged (rule W7).
 *
 * <p>The Java class that stands for a value of the type is named at each type. Null is a value of
 * every type.
 */
public sealed interface DataType {

  /** A signed integer of 64 bits; {@link Long}. */
  DataType INT64 = Scalar.INT64;

  /** A double, NaN, infinities and -0.0 included; {@link Double}. */
  DataType FLOAT64 = Scalar.FLOAT64;

  /** Unicode text of any length; {@link String}. */
  DataType STRING = Scalar.STRING;

  /** True or false; {@link Boolean}. */
  DataType BOOLEAN = Scalar.BOOLEAN;

  /** A day of the proleptic Gregorian calendar; {@link java.time.LocalDate}. */
  DataType DATE = Scalar.DATE;

  /** An instant, UTC, whole microseconds (rule C1); {@link java.time.Instant}. */
  DataType TIMESTAMP = Scalar.TIMESTAMP;

  /** Bytes; {@code byte[]}. */
  DataType BINARY = Scalar.BINARY;

  /** A map from text to text, the type of the {@code _by_field} columns (rule C1). */
  DataType STRING_MAP = new MapOf(Scalar.STRING, Scalar.STRING);

  /** The types without parameters. */
  enum Scalar implements DataType {
    INT64,
    FLOAT64,
    STRING,
    BOOLEAN,
    DATE,
    TIMESTAMP,
    BINARY;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An exact decimal number; {@link java.math.BigDecimal} of exactly this scale.
   *
   * @param precision digits in all, 1 to 38
   * @param scale digits behind the point, 0 to {@code precision}
   */
  record Decimal(int precision, int scale) implements DataType {
    public Decimal {
      if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
        throw new IllegalArgumentException(
            "decimal("
                + precision
                + ", "
                + scale
                + "): precision is 1 to 38, scale 0 to the precision");
      }
    }

    @Override
    public String toString() {
      return "decimal(" + precision + ", " + scale + ")";
    }
  }

  /** A list; {@link List}, its elements values of {@code element} or null. */
  record ListOf(DataType element) implements DataType {
    @Override
    public String toString() {
      return "list<" + element + ">";
    }
  }

  /** A map without order; {@link java.util.Map}, its keys not null. */
  record MapOf(DataType key, DataType value) implements DataType {
    @Override
    public String toString() {
      return "map<" + key + ", " + value + ">";
    }
  }

  /** A struct; {@link java.util.Map} from field name to value, in the order of the fields. */
  record Struct(List<Column> fields) implements DataType {
    public Struct {
      fields = List.copyOf(fields);
    }

    @Override
    public String toString() {
      return fields.stream()
          .map(f -> f.name() + ": " + f.type())
          .collect(Collectors.joining(", ", "struct<", ">"));
    }
  }

  /** A list of {@code element}. */
  static DataType list(DataType element) {
    return new ListOf(element);
  }

  /** A map from {@code key} to {@code value}. */
  static DataType map(DataType key, DataType value) {
    return new MapOf(key, value);
  }

  /** A struct of {@code fields}. */
  static DataType struct(Column... fields) {
    return new Struct(List.of(fields));
  }

  /** An exact decimal of {@code precision} digits, {@code scale} of them behind the point. */
  static DataType decimal(int precision, int scale) {
    return new Decimal(precision, scale);
  }

  /**
   * The type of a text as {@code toString} writes it, such as {@code list<decimal(10, 2)>}; blanks
   * and case do not matter.
   *
   * @throws io.metaxy.MetaxyException {@code INVALID_FEATURE} that says what is expected where
   */
  static DataType of(String text) {
    return DataTypeText.parse(text);
  }

  /** Whether values of the type are numbers. */
  default boolean isNumeric() {
    return this == INT64 || this == FLOAT64 || this instanceof Decimal;
  }
}
