package io.metaxy.core.tree;

import io.metaxy.MetaxyException;
import io.metaxy.spi.FlagText;
import io.metaxy.spi.NearMiss;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value of a file: a table, a list, or a text, number, boolean, time or null. Its errors name the
 * file, the line if it is known, and the path.
 */
public final class Node {
  private final Source source;
  private final String path;
  private final @Nullable String position;
  private final @Nullable Object value;

  private Node(Source source, String path, @Nullable String position, @Nullable Object value) {
    this.source = source;
    this.path = path;
    this.position = position;
    this.value = value;
  }

  /**
   * A value of {@code source}.
   *
   * @param path the keys that lead to it, empty for the whole file
   * @param position a line and column, if known
   * @param value a map from name to node, a list of nodes, or a scalar
   */
  static Node of(Source source, String path, @Nullable String position, @Nullable Object value) {
    return new Node(source, path, position, value);
  }

  /** A value made of maps, lists and scalars, as a JSON reader gives it. */
  public static Node ofPlain(Source source, @Nullable Object plain) {
    return ofPlain(source, "", plain);
  }

  private static Node ofPlain(Source source, String path, @Nullable Object plain) {
    if (plain instanceof Map<?, ?> map) {
      Map<String, Node> table = new LinkedHashMap<>();
      map.forEach(
          (key, entry) ->
              table.put(key.toString(), ofPlain(source, Paths.key(path, key.toString()), entry)));
      return new Node(source, path, null, table);
    }
    if (plain instanceof Collection<?> elements) {
      List<Node> list = new ArrayList<>();
      for (Object element : elements) {
        list.add(ofPlain(source, Paths.index(path, list.size()), element));
      }
      return new Node(source, path, null, list);
    }
    return new Node(source, path, null, plain);
  }

  /** A table of {@code source} with these entries. */
  public static Node table(Source source, Map<String, Node> entries) {
    return new Node(source, "", null, entries);
  }

  /** Another value at the same place. */
  Node with(Object otherValue) {
    return new Node(source, path, position, otherValue);
  }

  /** The value as maps, lists and scalars. */
  public @Nullable Object plain() {
    if (isTable()) {
      return plainTable();
    }
    if (isList()) {
      List<@Nullable Object> plain = new ArrayList<>();
      list().forEach(element -> plain.add(element.plain()));
      return plain;
    }
    return value;
  }

  /** The entries of a table as maps, lists and scalars. */
  public Map<String, @Nullable Object> plainTable() {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    table().forEach((key, entry) -> plain.put(key, entry.plain()));
    return plain;
  }

  /** Whether it is a table. */
  public boolean isTable() {
    return value instanceof Map;
  }

  /** Whether it is a list. */
  public boolean isList() {
    return value instanceof List;
  }

  /** Whether it is a text. */
  public boolean isText() {
    return value instanceof String;
  }

  /** The entries of a table, in order. */
  @SuppressWarnings("unchecked") // only maps from name to node are ever put in
  public Map<String, Node> table() {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Node>) map;
    }
    throw wrongKind("a table");
  }

  /** The elements of a list. */
  @SuppressWarnings("unchecked") // only lists of nodes are ever put in
  public List<Node> list() {
    if (value instanceof List<?> list) {
      return (List<Node>) list;
    }
    throw wrongKind("a list");
  }

  /** The text. */
  public String text() {
    if (value instanceof String text) {
      return text;
    }
    throw wrongKind("a text in quotes");
  }

  /** The texts of a list. */
  public List<String> texts() {
    return list().stream().map(Node::text).toList();
  }

  /** The boolean, which may be a text where all values are texts, as in the environment. */
  public boolean flag() {
    if (value instanceof Boolean flag) {
      return flag;
    }
    return (value instanceof String text ? FlagText.read(text) : Optional.<Boolean>empty())
        .orElseThrow(() -> wrongKind("true or false"));
  }

  /** The whole number, which may be a text. */
  public int integer() {
    try {
      if (value instanceof Long || value instanceof Integer || value instanceof String) {
        return Integer.parseInt(value.toString().strip());
      }
    } catch (NumberFormatException e) {
      // Said below, as of any other value.
    }
    throw wrongKind("a whole number");
  }

  /** The entry {@code key} of a table; empty if it is missing or null. */
  public Optional<Node> find(String key) {
    Node entry = table().get(key);
    return entry == null || entry.value == null ? Optional.empty() : Optional.of(entry);
  }

  /** The entry {@code key} of a table. */
  public Node require(String key) {
    return find(key)
        .orElseThrow(() -> error("has no '" + key + "'.", "Add " + key + " = … there."));
  }

  /** Refuses a table's entry whose key is none of {@code known}, naming the near miss. */
  public void allowOnly(Collection<String> known) {
    allowOnly(known, Map.of());
  }

  /** The same with remedies of their own for some unknown keys. */
  public void allowOnly(Collection<String> known, Map<String, String> remedies) {
    table()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                String remedy = remedies.get(key);
                throw entry.error(
                    "is not known here.",
                    remedy != null ? remedy : NearMiss.suggestion(key, known));
              }
            });
  }

  /** What {@code make} makes of this value; its errors then say where the value stands. */
  public <T> T located(Supplier<T> make) {
    try {
      return make.get();
    } catch (MetaxyException e) {
      if (e.problem().contains(source.name())) {
        throw e; // it says where already
      }
      throw new MetaxyException(e.code(), where() + ": " + e.problem(), e.remedy(), e);
    }
  }

  /** An error at this value. */
  public MetaxyException error(String problem, String remedy) {
    return new MetaxyException(source.code(), where() + " " + problem, remedy);
  }

  private MetaxyException wrongKind(String wanted) {
    String found =
        value == null ? "empty" : isTable() ? "a table" : isList() ? "a list" : "'" + value + "'";
    return error("is " + found + ".", "Write " + wanted + ".");
  }

  /** Where the value comes from. */
  public Source source() {
    return source;
  }

  /** File, line and path, as an error says them. */
  public String where() {
    return path.isEmpty() ? origin() : origin() + ": " + path;
  }

  /** File and line. */
  public String origin() {
    return position == null ? source.name() : source.name() + " (" + position + ")";
  }

  @Override
  public String toString() {
    return where();
  }
}
