package io.metaxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The name of a feature, one or more parts (rule K1). Ordered part by part, so {@code a/b} comes
 * before {@code a-b}.
 *
 * @param parts the parts in order
 */
public record FeatureKey(List<String> parts) implements Comparable<FeatureKey> {
  /**
   * Checks rule K1.
   *
   * @throws MetaxyException {@code INVALID_KEY} that quotes the part
   */
  public FeatureKey {
    parts = KeyParts.checked("feature", parts);
  }

  /**
   * A key of a text with {@code /} between its parts.
   *
   * @throws MetaxyException {@code INVALID_KEY}
   */
  public static FeatureKey of(String text) {
    return new FeatureKey(KeyParts.split(text));
  }

  /**
   * A key of two or more parts, none of which may hold a {@code /}.
   *
   * @throws MetaxyException {@code INVALID_KEY}
   */
  public static FeatureKey of(String first, String second, String... more) {
    List<String> parts = new ArrayList<>(List.of(first, second));
    parts.addAll(Arrays.asList(more));
    return new FeatureKey(parts);
  }

  /** The same as {@link #of(String)}, for where a text comes from outside. */
  public static FeatureKey parse(String text) {
    return of(text);
  }

  /** The table of the feature: parts joined by {@code __}, hyphens made underscores (rule K2). */
  public String tableName() {
    return KeyParts.joined(parts, "__").replace('-', '_');
  }

  /** The parts joined by {@code _}. */
  public String structKey() {
    return KeyParts.joined(parts, "_");
  }

  /** What is put behind a column's name where columns of several features meet. */
  public String columnSuffix() {
    return "__" + structKey();
  }

  @Override
  public int compareTo(FeatureKey other) {
    return KeyParts.compare(parts, other.parts);
  }

  /** The parts with {@code /} between them. */
  @Override
  public String toString() {
    return KeyParts.joined(parts, "/");
  }
}
