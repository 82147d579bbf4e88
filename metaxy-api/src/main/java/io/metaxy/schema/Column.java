package io.metaxy.schema;

import static java.util.Objects.requireNonNull;

/**
 * A named column of a type.
 *
 * @param name any text but the empty one (rule K3), compared letter by letter, case included
 * @param type the type of its values, each of which may be null
 */
public record Column(String name, DataType type) {
  public Column {
    requireNonNull(type, "type");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a column name is not empty");
    }
  }
}
