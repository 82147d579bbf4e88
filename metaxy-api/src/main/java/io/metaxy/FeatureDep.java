package io.metaxy;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A parent of a feature. Immutable: each method of the builder's kind gives a changed copy.
 *
 * @param feature the parent
 * @param select the parent's columns that are taken along, by their names after renaming; null
 *     means all, the empty list none but the system's
 * @param rename new names by old ones; null means none
 * @param fieldsMapping which parent fields each field is made from
 * @param filters conditions on the parent's rows in the filter language; null means none
 * @param lineage how parent samples become samples
 * @param isOptional whether a sample may lack its parent sample
 */
public record FeatureDep(
    FeatureKey feature,
    @Nullable List<String> select,
    @Nullable Map<String, String> rename,
    FieldsMapping fieldsMapping,
    @Nullable List<String> filters,
    Lineage lineage,
    boolean isOptional) {

  /**
   * Checks that {@code select} speaks of names after renaming.
   *
   * @throws MetaxyException {@code INVALID_FEATURE} with the names
   */
  public FeatureDep {
    requireNonNull(feature, "feature");
    requireNonNull(fieldsMapping, "fieldsMapping");
    requireNonNull(lineage, "lineage");
    select = select == null ? null : List.copyOf(select);
    rename = rename == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(rename));
    filters = filters == null ? null : List.copyOf(filters);
    if (select != null && rename != null) {
      TreeSet<String> gone = new TreeSet<>(rename.keySet());
      gone.removeAll(rename.values());
      gone.retainAll(select);
      if (!gone.isEmpty()) {
        throw new MetaxyException(
            ErrorCode.INVALID_FEATURE,
            "The dependency on " + feature + " selects " + gone + ", which it renames.",
            "Select the new names: renaming comes first.");
      }
    }
  }

  /** A required dependency on {@code feature}, one to one, with all its columns. */
  public static FeatureDep on(String feature) {
    return on(FeatureKey.of(feature));
  }

  /** A required dependency on {@code feature}, one to one, with all its columns. */
  public static FeatureDep on(FeatureKey feature) {
    return new FeatureDep(
        feature, null, null, FieldsMapping.byKey(), null, Lineage.identity(), false);
  }

  /** With just these columns of the parent, by their names after renaming. */
  public FeatureDep select(String first, String... more) {
    List<String> columns = new ArrayList<>(List.of(first));
    columns.addAll(List.of(more));
    return new FeatureDep(feature, columns, rename, fieldsMapping, filters, lineage, isOptional);
  }

  /** With no column of the parent but the system's. */
  public FeatureDep selectNone() {
    return new FeatureDep(feature, List.of(), rename, fieldsMapping, filters, lineage, isOptional);
  }

  /** With the parent's column {@code from} named {@code to}. */
  public FeatureDep rename(String from, String to) {
    Map<String, String> more = new LinkedHashMap<>();
    if (rename != null) {
      more.putAll(rename);
    }
    more.put(from, to);
    return new FeatureDep(feature, select, more, fieldsMapping, filters, lineage, isOptional);
  }

  /** With only the parent's rows that match {@code filter} as well. */
  public FeatureDep where(String filter) {
    List<String> more = new ArrayList<>();
    if (filters != null) {
      more.addAll(filters);
    }
    more.add(filter);
    return new FeatureDep(feature, select, rename, fieldsMapping, more, lineage, isOptional);
  }

  /** With another mapping of fields. */
  public FeatureDep mapping(FieldsMapping mapping) {
    return new FeatureDep(feature, select, rename, mapping, filters, lineage, isOptional);
  }

  /** With another lineage. */
  public FeatureDep lineage(Lineage relationship) {
    return new FeatureDep(
        feature, select, rename, fieldsMapping, filters, relationship, isOptional);
  }

  /** For samples that may lack the parent's. */
  public FeatureDep optional() {
    return new FeatureDep(feature, select, rename, fieldsMapping, filters, lineage, true);
  }
}
