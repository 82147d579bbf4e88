package io.metaxy.iceberg;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.python.PythonInterop;
import java.util.Map;
import java.util.Objects;

class PythonInteropTest extends PythonInterop {
  @Override
  protected StoreHarness harness() {
    return new IcebergHarness();
  }

  @Override
  protected Map<String, Object> pythonStore(Map<String, Object> options) {
    return Map.of("type", "iceberg", "warehouse", Objects.requireNonNull(options.get("warehouse")));
  }
}
