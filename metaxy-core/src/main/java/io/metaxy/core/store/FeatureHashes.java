package io.metaxy.core.store;

import io.metaxy.FeatureSpec;
import io.metaxy.HashAlgorithm;
import io.metaxy.core.hash.TextHash;
import io.metaxy.core.provenance.SampleHash;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hashes of a feature's samples. */
final class FeatureHashes {
  private final SampleHash hash;

  FeatureHashes(FeatureSpec spec, HashAlgorithm algorithm, int truncationLength) {
    this.hash = new SampleHash(spec, TextHash.of(algorithm, truncationLength));
  }

  List<String> structKeys() {
    return hash.structKeys();
  }

  @Nullable String sample(Map<String, @Nullable String> byField) {
    return hash.of(byField);
  }
}
