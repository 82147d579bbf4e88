package io.metaxy;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a parent feature that a field is made from.
 *
 * @param feature the parent
 * @param fields the parent's fields; null means all of them
 */
public record FieldDep(FeatureKey feature, @Nullable List<FieldKey> fields) {
  public FieldDep {
    fields = fields == null ? null : List.copyOf(fields);
  }

  /** All fields of {@code feature}. */
  public static FieldDep on(String feature) {
    return new FieldDep(FeatureKey.of(feature), null);
  }

  /** Some fields of {@code feature}. */
  public static FieldDep on(String feature, String... fields) {
    return new FieldDep(FeatureKey.of(feature), Arrays.stream(fields).map(FieldKey::of).toList());
  }
}
