package io.metaxy.cli.input;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a file tell about the type of their column. An empty list does not say what it
 * is a list of, nor an object what a field is that is null; other rows may.
 */
sealed interface Guess {

  /**
   * The type.
   *
   * @param isText whether it was but texts, whatever these look like
   */
  record Plain(DataType type, boolean isText) implements Guess {}

  /** A list; null if nothing tells what of. */
  record Items(@Nullable Guess element) implements Guess {}

  /** Values by name; null where nothing tells the type of one. */
  record Fields(Map<String, @Nullable Guess> fields) implements Guess {}

  /** What {@code value} looks like; null if it is null. */
  static @Nullable Guess of(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof String text) {
      return new Plain(Texts.guess(text), true);
    }
    if (value instanceof Boolean) {
      return new Plain(DataType.BOOLEAN, false);
    }
    if (value instanceof Collection<?> list) {
      Guess element = null;
      for (Object item : list) {
        element = merge(element, of(item));
      }
      return new Items(element);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Guess> fields = new LinkedHashMap<>();
      map.forEach((name, item) -> fields.put(String.valueOf(name), of(item)));
      return new Fields(fields);
    }
    return new Plain(
        value instanceof Long || value instanceof Integer || value instanceof BigInteger
            ? DataType.INT64
            : DataType.FLOAT64,
        false);
  }

  /**
   * What is both; text, if nothing narrower is. It takes the place of {@code a}, and changes it.
   */
  static @Nullable Guess merge(@Nullable Guess a, @Nullable Guess b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    if (a instanceof Items x && b instanceof Items y) {
      return new Items(merge(x.element(), y.element()));
    }
    if (a instanceof Fields x && b instanceof Fields y) {
      // Not copied: every row may bring other names.
      y.fields().forEach((name, guess) -> x.fields().put(name, merge(x.fields().get(name), guess)));
      return x;
    }
    if (a instanceof Plain x && b instanceof Plain y) {
      return new Plain(both(x.type(), y.type()), x.isText() && y.isText());
    }
    return new Plain(DataType.STRING, false);
  }

  private static DataType both(DataType a, DataType b) {
    if (a.equals(b)) {
      return a;
    }
    if (a.isNumeric() && b.isNumeric()) {
      return DataType.FLOAT64;
    }
    boolean times =
        (a == DataType.DATE || a == DataType.TIMESTAMP)
            && (b == DataType.DATE || b == DataType.TIMESTAMP);
    return times ? DataType.TIMESTAMP : DataType.STRING;
  }

  /** The type; empty if it is not told. Texts by name are a map, other values by name a struct. */
  default Optional<DataType> columnType() {
    if (this instanceof Plain plain) {
      return Optional.of(plain.type());
    }
    if (this instanceof Items items) {
      return items.element() == null
          ? Optional.empty()
          : items.element().columnType().map(DataType::list);
    }
    Map<String, @Nullable Guess> fields = ((Fields) this).fields();
    if (fields.values().stream().allMatch(Guess::isTextOrNull)) {
      return Optional.of(DataType.STRING_MAP);
    }
    List<Column> columns = new ArrayList<>();
    for (Map.Entry<String, @Nullable Guess> field : fields.entrySet()) {
      Guess guess = field.getValue();
      if (guess != null) {
        Optional<DataType> type = guess.columnType();
        if (type.isEmpty()) {
          return type;
        }
        columns.add(new Column(field.getKey(), type.get()));
      }
    }
    return Optional.of(new DataType.Struct(columns));
  }

  private static boolean isTextOrNull(@Nullable Guess guess) {
    return guess == null || guess instanceof Plain plain && plain.isText();
  }
}
