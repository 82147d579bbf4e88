package io.metaxy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How samples of a parent become samples of a feature. */
public sealed interface Lineage {

  /** One to one. */
  record Identity() implements Lineage {}

  /**
   * Many to one.
   *
   * @param on the columns that a group of parent samples shares; null means the feature's ids
   */
  record Aggregation(@Nullable List<String> on) implements Lineage {
    public Aggregation {
      on = on == null ? null : List.copyOf(on);
    }
  }

  /**
   * One to many.
   *
   * @param on the columns that say which parent sample a sample is of
   * @param idGenerationPattern how the new ids are made, for information
   */
  record Expansion(List<String> on, @Nullable String idGenerationPattern) implements Lineage {
    public Expansion {
      on = List.copyOf(on);
    }
  }

  /** One to one. */
  static Lineage identity() {
    return new Identity();
  }

  /** Many to one, grouped by the feature's ids. */
  static Lineage aggregation() {
    return new Aggregation(null);
  }

  /** Many to one, grouped by {@code on}. */
  static Lineage aggregation(String... on) {
    return new Aggregation(List.of(on));
  }

  /** One to many. */
  static Lineage expansion(String... on) {
    return new Expansion(List.of(on), null);
  }
}
