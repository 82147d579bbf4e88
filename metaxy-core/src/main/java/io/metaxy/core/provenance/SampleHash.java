package io.metaxy.core.provenance;

import io.metaxy.FeatureSpec;
import io.metaxy.FieldKey;
import io.metaxy.core.hash.TextHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a sample from those of its fields: {@code metaxy_provenance} and {@code
 * metaxy_data_version}. Immutable.
 */
public final class SampleHash {
  private static final String SEPARATOR = "|";

  private final List<String> structKeys;
  private final TextHash hash;

  /** The hash of samples of the feature {@code spec}. */
  public SampleHash(FeatureSpec spec, TextHash hash) {
    this.structKeys =
        spec.fieldKeys().stream().map(FieldKey::structKey).distinct().sorted().toList();
    this.hash = hash;
  }

  /** The struct keys of the feature's fields, sorted, each once. */
  public List<String> structKeys() {
    return structKeys;
  }

  /**
   * The hash of a sample; null if a field's is null. Entries that are no field of the feature do
   * not count.
   */
  public @Nullable String of(Map<String, ? extends @Nullable Object> byField) {
    List<String> values = new ArrayList<>(structKeys.size());
    for (String field : structKeys) {
      Object value = byField.get(field);
      if (value == null) {
        return null;
      }
      values.add(value.toString());
    }
    return hash.hash(String.join(SEPARATOR, values));
  }

  /** The hash of any text, by the same algorithm and length. */
  public String ofText(String text) {
    return hash.hash(text);
  }
}
