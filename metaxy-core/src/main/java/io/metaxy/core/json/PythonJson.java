package io.metaxy.core.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as Python's {@code json.dumps} writes it: {@code ", "} and {@code ": "} as separators, all
 * but printable ASCII escaped, floats as Python's {@code repr}; NaN and infinities become null.
 * Hashes of specs are hashes of this text.
 */
public final class PythonJson {
  private static final String[] ESCAPES = new String[0x80];

  static {
    for (int c = 0; c < 0x20; c++) {
      ESCAPES[c] = unicode((char) c);
    }
    ESCAPES['"'] = "\\\"";
    ESCAPES['\\'] = "\\\\";
    ESCAPES['\n'] = "\\n";
    ESCAPES['\r'] = "\\r";
    ESCAPES['\t'] = "\\t";
    ESCAPES['\b'] = "\\b";
    ESCAPES['\f'] = "\\f";
    ESCAPES[0x7f] = unicode((char) 0x7f);
  }

  private final StringBuilder out = new StringBuilder();
  private final boolean sorted;

  private PythonJson(boolean sorted) {
    this.sorted = sorted;
  }

  /** {@code value} with keys sorted by code point at every level, as it is hashed. */
  public static String sorted(@Nullable Object value) {
    return new PythonJson(true).write(value).out.toString();
  }

  /** {@code value} with keys in the order of its maps, as it is stored. */
  public static String ordered(@Nullable Object value) {
    return new PythonJson(false).write(value).out.toString();
  }

  private PythonJson write(@Nullable Object value) {
    if (value == null) {
      out.append("null");
    } else if (value instanceof String text) {
      writeText(text);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map);
    } else if (value instanceof Collection<?> list) {
      writeList(list);
    } else if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      out.append(Double.isFinite(number) ? PythonFloat.repr(number) : "null");
    } else {
      // Booleans and whole numbers of any size.
      out.append(value);
    }
    return this;
  }

  private void writeMap(Map<?, ?> map) {
    List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
    if (sorted) {
      entries.sort(Comparator.comparing(entry -> entry.getKey().toString(), CodePoints.ORDER));
    }
    String separator = "";
    out.append('{');
    for (Map.Entry<?, ?> entry : entries) {
      out.append(separator);
      writeText(entry.getKey().toString());
      out.append(": ");
      write(entry.getValue());
      separator = ", ";
    }
    out.append('}');
  }

  private void writeList(Collection<?> list) {
    String separator = "";
    out.append('[');
    for (Object element : list) {
      out.append(separator);
      write(element);
      separator = ", ";
    }
    out.append(']');
  }

  private void writeText(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      String escape = c < ESCAPES.length ? ESCAPES[c] : unicode(c);
      if (escape == null) {
        out.append(c);
      } else {
        out.append(escape);
      }
    }
    out.append('"');
  }

  private static String unicode(char c) {
    String hex = Integer.toHexString(c);
    return "\\u" + "0".repeat(4 - hex.length()) + hex;
  }
}
