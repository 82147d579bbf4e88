package io.metaxy;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A field of a feature: a part of its data with a version of its own.
 *
 * @param key its name
 * @param codeVersion changed by its author when the code that makes it changes
 * @param deps which parent fields it is made from
 */
public record FieldSpec(FieldKey key, String codeVersion, FieldDeps deps) {
  /** The code version of a field that names none. */
  public static final String INITIAL_CODE_VERSION = "__metaxy_initial__";

  public FieldSpec {
    requireNonNull(key, "key");
    requireNonNull(codeVersion, "codeVersion");
    requireNonNull(deps, "deps");
  }

  /** A field of the first code version. */
  public static FieldSpec of(String key) {
    return of(key, INITIAL_CODE_VERSION);
  }

  /** A field of the code version {@code codeVersion}. */
  public static FieldSpec of(String key, String codeVersion) {
    return new FieldSpec(FieldKey.of(key), codeVersion, FieldDeps.automatic());
  }

  /** This field, made from just {@code fields}. */
  public FieldSpec from(FieldDep... fields) {
    return new FieldSpec(key, codeVersion, FieldDeps.of(List.of(fields)));
  }

  /** This field, made from all fields of all dependencies. */
  public FieldSpec fromAll() {
    return new FieldSpec(key, codeVersion, FieldDeps.all());
  }
}
