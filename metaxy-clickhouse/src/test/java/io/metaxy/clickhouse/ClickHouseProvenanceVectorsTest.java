package io.metaxy.clickhouse;

import io.metaxy.HashAlgorithm;
import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.vectors.ProvenanceVectors;
import java.util.Set;

class ClickHouseProvenanceVectorsTest extends ProvenanceVectors {
  @Override
  protected StoreHarness harness() {
    return new ClickHouseHarness();
  }

  /** ClickHouse's wyHash64 is a later version of it, with other numbers. */
  @Override
  protected Set<HashAlgorithm> missing() {
    return Set.of(HashAlgorithm.WYHASH);
  }
}
