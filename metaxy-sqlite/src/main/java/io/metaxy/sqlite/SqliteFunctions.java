package io.metaxy.sqlite;

import io.metaxy.ErrorCode;
import io.metaxy.core.function.EngineFunction;
import io.metaxy.core.json.JsonText;
import io.metaxy.core.tree.Source;
import io.metaxy.sql.PlainValues;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;

/** Our functions inside SQLite, so that their meaning is the same as everywhere. */
final class SqliteFunctions {
  private SqliteFunctions() {}

  static void register(Connection connection) throws SQLException {
    for (EngineFunction function : EngineFunction.all()) {
      Function.create(
          connection,
          function.getName(),
          new Adapter(function),
          function.parameters().size(),
          Function.FLAG_DETERMINISTIC);
    }
  }

  private static final Source MAP = new Source("a map of the table", ErrorCode.UNREADABLE_STORE);

  private static final class Adapter extends Function {
    private final EngineFunction function;
    private final List<Class<?>> parameters;

    Adapter(EngineFunction function) {
      this.function = function;
      this.parameters = function.parameters();
    }

    @Override
    protected void xFunc() throws SQLException {
      Object value;
      try {
        Object[] arguments = new Object[parameters.size()];
        for (int i = 0; i < arguments.length; i++) {
          Object argument = argument(i, parameters.get(i));
          if (argument == null) {
            result();
            return;
          }
          arguments[i] = argument;
        }
        value = function.call(arguments);
      } catch (RuntimeException e) {
        error(function.getName() + ": " + e.getMessage());
        return;
      }
      give(value);
    }

    /** SQLite's type codes: 1 integer, 2 float, 3 text, 4 blob, 5 null. */
    private @Nullable Object argument(int i, Class<?> type) throws SQLException {
      int kind = value_type(i);
      if (kind == 5) {
        return null;
      }
      if (type == Long.class) {
        return value_long(i);
      }
      if (type == Double.class) {
        return kind == 3 ? (Object) Double.NaN : (Object) value_double(i);
      }
      if (type == String.class) {
        return value_text(i);
      }
      if (type == Boolean.class) {
        return value_int(i) != 0;
      }
      if (type == Instant.class) {
        return PlainValues.instant(value_long(i));
      }
      if (type == LocalDate.class) {
        return LocalDate.ofEpochDay(value_long(i));
      }
      if (type == BigDecimal.class) {
        return new BigDecimal(value_text(i));
      }
      return JsonText.object(MAP, value_text(i));
    }

    private void give(@Nullable Object value) throws SQLException {
      if (value == null) {
        result();
      } else if (value instanceof Long number) {
        result(number);
      } else if (value instanceof Double number) {
        if (number.isNaN()) {
          result(ScalarCodecs.NAN);
        } else {
          result(number);
        }
      } else if (value instanceof String text) {
        result(text);
      } else if (value instanceof Boolean flag) {
        result(flag ? 1 : 0);
      } else if (value instanceof Instant instant) {
        result(PlainValues.micros(instant));
      } else if (value instanceof LocalDate date) {
        result(date.toEpochDay());
      } else {
        result(((BigDecimal) value).toPlainString());
      }
    }
  }
}
