package io.metaxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The name of a field of a feature, one or more parts (rule K1). Ordered part by part.
 *
 * @param parts the parts in order
 */
public record FieldKey(List<String> parts) implements Comparable<FieldKey> {
  /**
   * Checks rule K1.
   *
   * @throws MetaxyException {@code INVALID_KEY} that quotes the part
   */
  public FieldKey {
    parts = KeyParts.checked("field", parts);
  }

  /**
   * A key of a text with {@code /} between its parts.
   *
   * @throws MetaxyException {@code INVALID_KEY}
   */
  public static FieldKey of(String text) {
    return new FieldKey(KeyParts.split(text));
  }

  /**
   * A key of two or more parts, none of which may hold a {@code /}.
   *
   * @throws MetaxyException {@code INVALID_KEY}
   */
  public static FieldKey of(String first, String second, String... more) {
    List<String> parts = new ArrayList<>(List.of(first, second));
    parts.addAll(Arrays.asList(more));
    return new FieldKey(parts);
  }

  /** The parts joined by {@code __}, hyphens made underscores. */
  public String tableName() {
    return KeyParts.joined(parts, "__").replace('-', '_');
  }

  /** The field's name inside a {@code _by_field} map: the parts joined by {@code _}. */
  public String structKey() {
    return KeyParts.joined(parts, "_");
  }

  /** What is put behind a column's name where columns of several fields meet. */
  public String columnSuffix() {
    return "__" + structKey();
  }

  @Override
  public int compareTo(FieldKey other) {
    return KeyParts.compare(parts, other.parts);
  }

  /** The parts with {@code /} between them. */
  @Override
  public String toString() {
    return KeyParts.joined(parts, "/");
  }
}
