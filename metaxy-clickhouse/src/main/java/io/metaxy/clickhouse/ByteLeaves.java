package io.metaxy.clickhouse;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Bytes are texts to the engine, so the comment of a column tells which texts in it are bytes: the
 * numbers of these among its texts.
 */
final class ByteLeaves {
  private static final String PREFIX = "metaxy bytes: ";

  private final Set<Integer> marked;
  private int next;

  private ByteLeaves(Set<Integer> marked) {
    this.marked = marked;
  }

  /** The comment of a column of {@code type}; empty if there are no bytes in it. */
  static String comment(DataType type) {
    List<DataType> leaves = new ArrayList<>();
    collect(type, leaves);
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      if (leaves.get(i) == DataType.BINARY) {
        numbers.add(String.valueOf(i));
      }
    }
    return numbers.isEmpty() ? "" : PREFIX + String.join(",", numbers);
  }

  /** The type of a column that the engine says is {@code type} and has {@code comment}. */
  static DataType apply(String comment, DataType type) {
    if (!comment.startsWith(PREFIX)) {
      return type;
    }
    Set<Integer> marked =
        Arrays.stream(comment.substring(PREFIX.length()).split(","))
            .map(Integer::valueOf)
            .collect(Collectors.toSet());
    return new ByteLeaves(marked).marked(type);
  }

  private static void collect(DataType type, List<DataType> leaves) {
    if (type instanceof DataType.ListOf list) {
      collect(list.element(), leaves);
    } else if (type instanceof DataType.MapOf map) {
      collect(map.key(), leaves);
      collect(map.value(), leaves);
    } else if (type instanceof DataType.Struct struct) {
      struct.fields().forEach(field -> collect(field.type(), leaves));
    } else if (type == DataType.STRING || type == DataType.BINARY) {
      leaves.add(type);
    }
  }

  private DataType marked(DataType type) {
    if (type instanceof DataType.ListOf list) {
      return DataType.list(marked(list.element()));
    }
    if (type instanceof DataType.MapOf map) {
      DataType key = marked(map.key());
      return DataType.map(key, marked(map.value()));
    }
    if (type instanceof DataType.Struct struct) {
      return new DataType.Struct(
          struct.fields().stream().map(f -> new Column(f.name(), marked(f.type()))).toList());
    }
    return type == DataType.STRING && marked.contains(next++) ? DataType.BINARY : type;
  }
}
