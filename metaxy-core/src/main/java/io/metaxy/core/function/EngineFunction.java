package io.metaxy.core.function;

import io.metaxy.HashAlgorithm;
import io.metaxy.schema.DataType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.jspecify.annotations.Nullable;

/**
 * A function of ours in a plan: its meaning is a static Java method, which the in-process engine
 * calls, engines that take Java functions register, and other dialects print as SQL of their own.
 * Null in any argument gives null, without a call.
 */
public final class EngineFunction extends SqlFunction {
  private static final Map<String, EngineFunction> ALL = new TreeMap<>();

  static {
    for (Class<?> home :
        List.of(
            Arithmetic.class,
            Conversions.class,
            Texts.class,
            DateParts.class,
            Entries.class,
            Hashes.class)) {
      for (Method method : home.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())) {
          EngineFunction function = new EngineFunction(method);
          ALL.put(key(method.getName(), method.getParameterCount()), function);
        }
      }
    }
  }

  private final Method method;
  private final MethodHandle handle;

  private EngineFunction(Method method) {
    super(
        "metaxy_" + snakeCase(method.getName()),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.ARG0_NULLABLE,
        null,
        OperandTypes.VARIADIC,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.method = method;
    try {
      this.handle = MethodHandles.publicLookup().unreflect(method);
    } catch (IllegalAccessException e) {
      throw new AssertionError(method + " is public", e);
    }
  }

  /** All of them. */
  public static List<EngineFunction> all() {
    return new ArrayList<>(ALL.values());
  }

  /** The function of the Java method {@code name} with as many parameters. */
  public static EngineFunction named(String name, int parameters) {
    EngineFunction function = ALL.get(key(name, parameters));
    if (function == null) {
      throw new IllegalArgumentException("no function " + name + " of " + parameters);
    }
    return function;
  }

  /** The hash of a text in its full length. */
  public static EngineFunction hash(HashAlgorithm algorithm) {
    return named(algorithm.name().toLowerCase(Locale.ROOT), 1);
  }

  /** Whether it is the Java method {@code name} with as many parameters. */
  public boolean isMethod(String name, int parameters) {
    return method.getName().equals(name) && method.getParameterCount() == parameters;
  }

  /** The Java method's name and its number of parameters, such as {@code like/2}. */
  public String signature() {
    return key(method.getName(), method.getParameterCount());
  }

  private static String key(String name, int parameters) {
    return name + "/" + parameters;
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** The classes of the arguments; {@link Map} also for structs. */
  public List<Class<?>> parameters() {
    return Arrays.asList(method.getParameterTypes());
  }

  /** The type of the result. */
  public DataType result() {
    return typeOf(method.getReturnType());
  }

  /**
   * The type of values of class {@code type}, one of those that functions take and give.
   *
   * @throws IllegalArgumentException for {@link Map}, which says nothing of what is in it
   */
  public static DataType typeOf(Class<?> type) {
    if (type == Long.class) {
      return DataType.INT64;
    }
    if (type == Double.class) {
      return DataType.FLOAT64;
    }
    if (type == Boolean.class) {
      return DataType.BOOLEAN;
    }
    if (type == String.class) {
      return DataType.STRING;
    }
    if (type == LocalDate.class) {
      return DataType.DATE;
    }
    if (type == Instant.class) {
      return DataType.TIMESTAMP;
    }
    if (type == BigDecimal.class) {
      return DataType.decimal(38, 18);
    }
    throw new IllegalArgumentException(type + " has no column type");
  }

  /**
   * The function of {@code arguments}, none of them null.
   *
   * @throws RuntimeException as the method does: a cast without a value, an overflow
   */
  public @Nullable Object call(Object... arguments) {
    try {
      return handle.invokeWithArguments(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("the methods throw nothing checked", e);
    }
  }
}
