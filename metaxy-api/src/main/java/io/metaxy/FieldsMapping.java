package io.metaxy;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the fields of a feature find the parent fields that they are made from, per dependency. */
public sealed interface FieldsMapping {

  /**
   * The parent field of the same key; all parent fields if there is none.
   *
   * @param matchSuffix whether a parent field whose last parts are the field's parts counts too
   * @param excludeFields parent fields that never count
   */
  record Default(boolean matchSuffix, List<FieldKey> excludeFields) implements FieldsMapping {
    public Default {
      excludeFields = List.copyOf(excludeFields);
    }
  }

  /**
   * Named parent fields per field; those that the parent lacks are passed over.
   *
   * @param mapping parent fields by field, each list without duplicates and in order
   */
  record Specific(Map<FieldKey, List<FieldKey>> mapping) implements FieldsMapping {
    public Specific {
      Map<FieldKey, List<FieldKey>> copy = new LinkedHashMap<>();
      mapping.forEach(
          (field, parents) -> copy.put(field, parents.stream().distinct().sorted().toList()));
      mapping = Collections.unmodifiableMap(copy);
    }
  }

  /** All parent fields. */
  record All() implements FieldsMapping {}

  /** No parent field. */
  record None() implements FieldsMapping {}

  /** By equal key, the usual one. */
  static FieldsMapping byKey() {
    return new Default(false, List.of());
  }

  /** By equal key or equal last parts. */
  static FieldsMapping bySuffix() {
    return new Default(true, List.of());
  }

  /** By equal key, without the parent fields {@code excluded}. */
  static FieldsMapping byKeyWithout(String... excluded) {
    return new Default(false, Arrays.stream(excluded).map(FieldKey::of).toList());
  }

  /** Named parent fields per field. */
  static FieldsMapping specific(Map<String, List<String>> mapping) {
    Map<FieldKey, List<FieldKey>> keys = new LinkedHashMap<>();
    mapping.forEach(
        (field, parents) ->
            keys.put(FieldKey.of(field), parents.stream().map(FieldKey::of).toList()));
    return new Specific(keys);
  }

  /** All parent fields. */
  static FieldsMapping all() {
    return new All();
  }

  /** No parent field. */
  static FieldsMapping none() {
    return new None();
  }
}
