package io.metaxy.core.provenance;

import io.metaxy.FeatureSpec;
import io.metaxy.core.hash.TextHash;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands for the data versions of a group of parent samples where many make one. */
public final class AggregatedVersions {
  private AggregatedVersions() {}

  /**
   * One hash per field of {@code parent}, of the group's values with {@code |} between them. Nulls
   * are left out; a group of nulls alone counts as the empty text.
   *
   * @param group the {@code metaxy_data_version_by_field} of the group's samples, in the order of
   *     the parent's ids; an empty map stands for a null one
   */
  public static Map<String, String> of(
      FeatureSpec parent,
      Collection<? extends Map<String, ? extends @Nullable Object>> group,
      TextHash hash) {
    Map<String, String> versions = new LinkedHashMap<>();
    for (String field : new SampleHash(parent, hash).structKeys()) {
      String text =
          group.stream()
              .map(byField -> (Object) byField.get(field))
              .filter(Objects::nonNull)
              .map(Object::toString)
              .collect(Collectors.joining("|"));
      versions.put(field, hash.hash(text));
    }
    return versions;
  }
}
