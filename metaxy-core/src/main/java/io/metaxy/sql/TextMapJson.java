package io.metaxy.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The short way for the maps that every row has two of: texts by text, none of which JSON would
 * escape. What is more than that, it leaves to {@link NestedJson}. For one thread.
 */
public final class TextMapJson {
  private String[] lastKeys = {};

  /** For the maps of one column. */
  public TextMapJson() {}

  /** The JSON of a map; null if it is not of the simple kind. */
  public static @Nullable String encode(Map<?, ?> map) {
    StringBuilder json = new StringBuilder(64).append('{');
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (json.length() > 1) {
        json.append(',');
      }
      if (!append(json, entry.getKey()) || !append(json.append(':'), entry.getValue())) {
        return null;
      }
    }
    return json.append('}').toString();
  }

  private static boolean append(StringBuilder json, @Nullable Object value) {
    if (!(value instanceof String text)) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
        return false;
      }
    }
    json.append('"').append(text).append('"');
    return true;
  }

  /** The map of a JSON text, which cannot be changed; null if it is not of the simple kind. */
  public @Nullable Map<Object, @Nullable Object> decode(String json) {
    int end = json.length() - 1;
    if (end < 2 || json.charAt(0) != '{' || json.charAt(end) != '}' || json.indexOf('\\') >= 0) {
      return null;
    }
    String[] keys = new String[Math.max(1, lastKeys.length)];
    @Nullable Object[] values = new @Nullable Object[keys.length];
    int size = 0;
    int at = 0; // Of the brace or the comma before an entry.
    while (at < end) {
      int keyEnd = textEnd(json, at + 1);
      int valueEnd = keyEnd < 0 || json.charAt(keyEnd + 1) != ':' ? -1 : textEnd(json, keyEnd + 2);
      if (valueEnd < 0 || valueEnd + 1 > end) {
        return null;
      }
      if (size == keys.length) {
        keys = Arrays.copyOf(keys, size * 2);
        values = Arrays.copyOf(values, size * 2);
      }
      keys[size] = key(json, at + 2, keyEnd, size);
      values[size++] = json.substring(keyEnd + 3, valueEnd);
      at = valueEnd + 1;
      if (at < end && json.charAt(at) != ',') {
        return null;
      }
    }
    return finish(keys, values, size);
  }

  /** Where the text that begins at {@code start} ends with its quote; -1 if none begins there. */
  private static int textEnd(String json, int start) {
    return json.charAt(start) == '"' ? json.indexOf('"', start + 1) : -1;
  }

  /** Rows have the same keys as the one before, mostly: the same text is no new one. */
  private String key(String json, int start, int end, int position) {
    if (position < lastKeys.length) {
      String last = lastKeys[position];
      if (last.length() == end - start && json.startsWith(last, start)) {
        return last;
      }
    }
    return json.substring(start, end);
  }

  private @Nullable Map<Object, @Nullable Object> finish(
      String[] keys, @Nullable Object[] values, int size) {
    if (size != keys.length) {
      keys = Arrays.copyOf(keys, size);
      values = Arrays.copyOf(values, size);
    }
    if (!Arrays.equals(keys, lastKeys)) {
      if (List.of(keys).stream().distinct().count() < size) {
        return null;
      }
      lastKeys = keys;
    }
    return new ArrayMap(keys, values);
  }
}
