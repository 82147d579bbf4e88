package io.metaxy.tck.random;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Filters drawn from the grammar of rule E4, with values that have broken programs before. */
final class RandomFilter {
  static final List<Column> COLUMNS =
      List.of(
          new Column("n", DataType.INT64),
          new Column("m", DataType.INT64),
          new Column("x", DataType.FLOAT64),
          new Column("odd \"name\"", DataType.STRING),
          new Column("s", DataType.STRING),
          new Column("b", DataType.BOOLEAN),
          new Column("t", DataType.TIMESTAMP));

  private static final List<Column> NUMBERS = COLUMNS.subList(0, 3);

  private static final List<String> COMPARISONS =
      List.of("=", "==", "!=", "<>", "<", "<=", ">", ">=");

  private RandomFilter() {}

  /** Values of a column, null among them. */
  static List<@Nullable Object> values(Column column) {
    if (column.type() == DataType.INT64) {
      return Arrays.asList(
          0L, 1L, -1L, null, 7L, Long.MAX_VALUE, Long.MIN_VALUE, (1L << 53) + 1, -7L);
    }
    if (column.type() == DataType.FLOAT64) {
      return Arrays.asList(
          0.0,
          -0.0,
          0.5,
          null,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          9007199254740992.0,
          1e300,
          -1.5,
          7.0);
    }
    if (column.type() == DataType.STRING) {
      return Arrays.asList(
          "",
          "a",
          "A",
          null,
          "it's",
          "\"",
          "\\",
          "%",
          "_",
          "a%b",
          "NaN",
          "1",
          "\uFFFD",
          "🐦",
          "' OR 1=1 --",
          "a\0b",
          "line\nbreak");
    }
    if (column.type() == DataType.BOOLEAN) {
      return Arrays.asList(true, false, null);
    }
    return Arrays.asList(
        Instant.EPOCH,
        Instant.parse("1969-12-31T23:59:59.999999Z"),
        null,
        Instant.parse("2024-01-01T00:00:00Z"),
        Instant.parse("2024-01-01T00:00:00.000001Z"));
  }

  static String text(Random random, int depth) {
    int choice = depth == 0 ? 3 + random.nextInt(7) : random.nextInt(10);
    return switch (choice) {
      case 0 -> "(" + text(random, depth - 1) + " AND " + text(random, depth - 1) + ")";
      case 1 -> text(random, depth - 1) + " OR " + text(random, depth - 1);
      case 2 -> "NOT (" + text(random, depth - 1) + ")";
      default -> condition(random);
    };
  }

  private static String condition(Random random) {
    Column column = COLUMNS.get(random.nextInt(COLUMNS.size()));
    String name = "\"" + column.name().replace("\"", "\"\"") + "\"";
    String not = random.nextBoolean() ? "NOT " : "";
    return switch (random.nextInt(6)) {
      case 0 -> name + " IS " + not + "NULL";
      case 1 ->
          name
              + " "
              + not
              + "IN ("
              + literal(random, column)
              + ", "
              + literal(random, column)
              + ", NULL)";
      case 2 ->
          column.type() == DataType.BOOLEAN
              ? not + name
              : name
                  + " "
                  + not
                  + "BETWEEN "
                  + literal(random, column)
                  + " AND "
                  + literal(random, column);
      case 3 ->
          column.type() == DataType.STRING
              ? name + " " + not + "LIKE " + literal(random, column)
              : comparison(random, column, name);
      case 4 -> numbers(random);
      default -> comparison(random, column, name);
    };
  }

  private static String comparison(Random random, Column column, String name) {
    String operator = COMPARISONS.get(random.nextInt(COMPARISONS.size()));
    String literal = literal(random, isNumber(column) ? NUMBERS.get(random.nextInt(3)) : column);
    return random.nextBoolean()
        ? name + " " + operator + " " + literal
        : literal + " " + operator + " " + name;
  }

  /** Columns of numbers beside each other, whole ones beside doubles too. */
  private static String numbers(Random random) {
    return NUMBERS.get(random.nextInt(3)).name()
        + " "
        + COMPARISONS.get(random.nextInt(COMPARISONS.size()))
        + " "
        + NUMBERS.get(random.nextInt(3)).name();
  }

  private static boolean isNumber(Column column) {
    return NUMBERS.contains(column);
  }

  private static String literal(Random random, Column column) {
    List<@Nullable Object> values = values(column);
    Object value = values.get(random.nextInt(values.size()));
    if (value == null || value instanceof Double d && !Double.isFinite(d)) {
      return literal(random, column);
    }
    return value instanceof String || value instanceof Instant
        ? "'" + value.toString().replace("'", "''") + "'"
        : value.toString();
  }
}
