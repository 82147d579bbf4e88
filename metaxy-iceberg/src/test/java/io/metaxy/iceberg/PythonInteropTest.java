package io.metaxy.iceberg;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.python.PythonInterop;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;

/** Tables with maps of fields, and with structs, which are the Python library's default. */
class PythonInteropTest {

  @Nested
  class Maps extends PythonInterop {
    @Override
    protected StoreHarness harness() {
      return new IcebergHarness();
    }

    @Override
    protected Map<String, Object> pythonStore(Map<String, Object> options) {
      return Map.of("type", "iceberg", "warehouse", warehouse(options), "maps", true);
    }
  }

  @Nested
  class Structs extends PythonInterop {
    @Override
    protected StoreHarness harness() {
      return new IcebergHarness();
    }

    @Override
    protected Map<String, Object> pythonStore(Map<String, Object> options) {
      return Map.of("type", "iceberg", "warehouse", warehouse(options), "maps", false);
    }

    /** No test: Java makes maps, and the library reads maps only where it makes them, too. */
    @Override
    protected void C2_javaWritesAndPythonReadsDeletesAndWrites() {}
  }

  private static Object warehouse(Map<String, Object> options) {
    return Objects.requireNonNull(options.get("warehouse"));
  }
}
