package io.metaxy.core.provenance;

import io.metaxy.FeatureDep;
import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.FieldKey;
import io.metaxy.FieldSpec;
import io.metaxy.core.hash.TextHash;
import io.metaxy.core.version.FieldRef;
import io.metaxy.core.version.ParentFields;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The provenance of a feature's samples: hashes of what their fields were made from. Immutable.
 *
 * <p>Maps {@code by field} are from struct key to hash, as they are stored. Null is unknown: what
 * is made from it is null too, but for an optional parent, whose nulls count as empty texts.
 */
public final class SampleProvenance {
  private static final String SEPARATOR = "|";

  private final List<FieldSpec> fields;
  private final Map<FieldKey, List<FieldRef>> parentFields;
  private final Set<FeatureKey> optional = new HashSet<>();
  private final SampleHash sampleHash;
  private final TextHash hash;

  /**
   * Provenance of samples of {@code feature}.
   *
   * @throws io.metaxy.MetaxyException if the parent fields of its fields cannot be told; see {@link
   *     ParentFields#of}
   */
  public SampleProvenance(FeatureGraph graph, FeatureKey feature, TextHash hash) {
    FeatureSpec spec = graph.spec(feature);
    this.fields = spec.fields();
    this.parentFields = ParentFields.of(graph, feature);
    this.sampleHash = new SampleHash(spec, hash);
    this.hash = hash;
    for (FeatureDep dep : spec.deps()) {
      if (dep.isOptional()) {
        optional.add(dep.feature());
      }
    }
  }

  /** The hash of a sample from those of its fields; see {@link SampleHash#of}. */
  public @Nullable String ofSample(Map<String, ? extends @Nullable Object> byField) {
    return sampleHash.of(byField);
  }

  /**
   * The hashes of a sample's fields: {@code metaxy_provenance_by_field}.
   *
   * @param dataVersions the {@code metaxy_data_version_by_field} of the sample's parents; a missing
   *     parent has none
   */
  public Map<String, @Nullable String> byField(
      Map<FeatureKey, ? extends Map<String, ? extends @Nullable Object>> dataVersions) {
    Map<String, @Nullable String> byField = new LinkedHashMap<>();
    for (FieldSpec field : fields) {
      byField.put(field.key().structKey(), hash.hashOrNull(text(field, dataVersions)));
    }
    return byField;
  }

  private @Nullable String text(
      FieldSpec field,
      Map<FeatureKey, ? extends Map<String, ? extends @Nullable Object>> dataVersions) {
    StringBuilder text = new StringBuilder();
    text.append(field.key()).append(SEPARATOR).append(field.codeVersion());
    for (FieldRef parent : Objects.requireNonNull(parentFields.get(field.key()))) {
      Map<String, ? extends @Nullable Object> versions = dataVersions.get(parent.feature());
      Object value = versions == null ? null : versions.get(parent.field().structKey());
      if (value == null && !optional.contains(parent.feature())) {
        return null;
      }
      text.append(SEPARATOR).append(parent).append(SEPARATOR).append(value == null ? "" : value);
    }
    return text.toString();
  }
}
