package io.metaxy;

import java.util.List;

/** Which parent fields a field is made from. */
public sealed interface FieldDeps {

  /** As the {@link FieldsMapping} of each dependency of the feature says. */
  record Automatic() implements FieldDeps {}

  /** All fields of all dependencies of the feature. */
  record All() implements FieldDeps {}

  /**
   * Just these; no fields mapping applies.
   *
   * @param fields at least one
   */
  record Listed(List<FieldDep> fields) implements FieldDeps {
    public Listed {
      fields = List.copyOf(fields);
      if (fields.isEmpty()) {
        throw new IllegalArgumentException("an empty list of field dependencies means automatic");
      }
    }
  }

  /** As the mappings of the feature's dependencies say. */
  static FieldDeps automatic() {
    return new Automatic();
  }

  /** All fields of all dependencies. */
  static FieldDeps all() {
    return new All();
  }

  /** Just {@code fields}; automatic if there are none. */
  static FieldDeps of(List<FieldDep> fields) {
    return fields.isEmpty() ? new Automatic() : new Listed(fields);
  }
}
