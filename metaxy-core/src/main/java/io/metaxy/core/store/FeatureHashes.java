package io.metaxy.core.store;

import io.metaxy.*;
import java.util.*;
import org.jspecify.annotations.Nullable;

final class FeatureHashes {
  private final List<String> keys;

  FeatureHashes(FeatureSpec s, HashAlgorithm a, int n) {
    keys = s.fieldKeys().stream().map(FieldKey::structKey).sorted().toList();
  }

  List<String> structKeys() {
    return keys;
  }

  @Nullable String sample(Map<String, @Nullable String> m) {
    return "h" + m.hashCode();
  }
}
