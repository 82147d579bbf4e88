package io.metaxy.tck.vectors;

import io.metaxy.tck.StoreHarness;
import org.junit.jupiter.api.Nested;

/**
 * All that was recorded, on the backend that {@code -Dmetaxy.backend=NAME} names, or on SQLite. It
 * must be one that keeps its stores in files or folders; any other has vector tests of its own.
 */
public abstract class AllVectors {

  /** How stores are opened. */
  protected StoreHarness harness() {
    return NamedBackend.of(System.getProperty("metaxy.backend", "sqlite"));
  }

  @Nested
  class Expressions extends ExpressionVectors {
    @Override
    protected StoreHarness harness() {
      return AllVectors.this.harness();
    }
  }

  @Nested
  class Filters extends FilterVectors {
    @Override
    protected StoreHarness harness() {
      return AllVectors.this.harness();
    }
  }

  @Nested
  class Provenance extends ProvenanceVectors {
    @Override
    protected StoreHarness harness() {
      return AllVectors.this.harness();
    }
  }

  @Nested
  class Scenarios extends ScenarioVectors {
    @Override
    protected StoreHarness harness() {
      return AllVectors.this.harness();
    }
  }
}
