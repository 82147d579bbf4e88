package io.metaxy.tck;

import org.junit.jupiter.api.Nested;

/**
 * All rules at once. A backend's test is one small class that extends this one and says how stores
 * are opened.
 */
public abstract class AllRules {

  /** How stores are opened. */
  protected abstract StoreHarness harness();

  @Nested
  class Keys extends KeyRules {
    @Override
    protected StoreHarness harness() {
      return AllRules.this.harness();
    }
  }

  @Nested
  class SystemColumns extends SystemColumnRules {
    @Override
    protected StoreHarness harness() {
      return AllRules.this.harness();
    }
  }

  @Nested
  class Writes extends WriteRules {
    @Override
    protected StoreHarness harness() {
      return AllRules.this.harness();
    }
  }

  @Nested
  class Tokens extends TokenRules {
    @Override
    protected StoreHarness harness() {
      return AllRules.this.harness();
    }
  }

  @Nested
  class Values extends ValueRules {
    @Override
    protected StoreHarness harness() {
      return AllRules.this.harness();
    }
  }

  @Nested
  class SampleIds extends SampleIdRules {
    @Override
    protected StoreHarness harness() {
      return AllRules.this.harness();
    }
  }

  @Nested
  class RowForms extends RowFormRules {
    @Override
    protected StoreHarness harness() {
      return AllRules.this.harness();
    }
  }

  @Nested
  class Reads extends ReadRules {
    @Override
    protected StoreHarness harness() {
      return AllRules.this.harness();
    }
  }

  @Nested
  class Streams extends StreamRules {
    @Override
    protected StoreHarness harness() {
      return AllRules.this.harness();
    }
  }

  @Nested
  class SoftDeletes extends SoftDeleteRules {
    @Override
    protected StoreHarness harness() {
      return AllRules.this.harness();
    }
  }

  @Nested
  class HardDeletes extends HardDeleteRules {
    @Override
    protected StoreHarness harness() {
      return AllRules.this.harness();
    }
  }

  @Nested
  class TimeAndConcurrency extends TimeAndConcurrencyRules {
    @Override
    protected StoreHarness harness() {
      return AllRules.this.harness();
    }
  }

  @Nested
  class Expressions extends ExpressionRules {
    @Override
    protected StoreHarness harness() {
      return AllRules.this.harness();
    }
  }

  @Nested
  class Failures extends FailureRules {
    @Override
    protected StoreHarness harness() {
      return AllRules.this.harness();
    }
  }

  @Nested
  class SeveralStores extends SeveralStoresRules {
    @Override
    protected StoreHarness harness() {
      return AllRules.this.harness();
    }
  }
}
