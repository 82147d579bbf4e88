package io.metaxy.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON whose only scalars are texts and null, as {@link ValueText} writes it. */
final class TextTree {
  private final String json;
  private int at;

  TextTree(String json) {
    this.json = json;
  }

  /** Lists, maps and texts. */
  Object read() {
    Object tree = value();
    if (tree == null || at < json.length()) {
      throw wrong();
    }
    return tree;
  }

  private @Nullable Object value() {
    return switch (json.charAt(at)) {
      case '"' -> text();
      case '[' -> list();
      case '{' -> map();
      default -> nothing();
    };
  }

  private @Nullable Object nothing() {
    if (!json.startsWith("null", at)) {
      throw wrong();
    }
    at += "null".length();
    return null;
  }

  private List<@Nullable Object> list() {
    List<@Nullable Object> items = new ArrayList<>();
    at++;
    while (json.charAt(at) != ']') {
      items.add(value());
      comma(']');
    }
    at++;
    return items;
  }

  private Map<String, @Nullable Object> map() {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    at++;
    while (json.charAt(at) != '}') {
      String name = text();
      expect(':');
      entries.put(name, value());
      comma('}');
    }
    at++;
    return entries;
  }

  private void comma(char end) {
    if (json.charAt(at) != end) {
      expect(',');
    }
  }

  private void expect(char letter) {
    if (json.charAt(at++) != letter) {
      throw wrong();
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    expect('"');
    while (json.charAt(at) != '"') {
      char letter = json.charAt(at++);
      if (letter != '\\') {
        text.append(letter);
      } else if (json.charAt(at) == 'u') {
        text.append((char) Integer.parseInt(json, at + 1, at + 5, 16));
        at += 5;
      } else {
        text.append(json.charAt(at++));
      }
    }
    at++;
    return text.toString();
  }

  /** Appends {@code text} in quotes. */
  static void quote(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == '"' || letter == '\\') {
        json.append('\\').append(letter);
      } else if (letter < ' ' || Character.isSurrogate(letter)) {
        json.append(String.format("\\u%04x", (int) letter));
      } else {
        json.append(letter);
      }
    }
    json.append('"');
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException("unexpected at character " + (at + 1) + " of " + json);
  }
}
