package io.metaxy.clickhouse;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.python.PythonInterop;
import java.net.URI;
import java.util.Map;

class PythonInteropTest extends PythonInterop {
  @Override
  protected StoreHarness harness() {
    return new ClickHouseHarness();
  }

  @Override
  protected Map<String, Object> pythonStore(Map<String, Object> options) {
    URI url = URI.create(String.valueOf(options.get("url")));
    return Map.of(
        "type",
        "clickhouse",
        "connection_params",
        Map.of(
            "host",
            url.getHost(),
            "port",
            url.getPort(),
            "database",
            url.getPath().substring(1),
            "user",
            options.get("user"),
            "password",
            options.get("password"),
            // The engine of the tests does not compress.
            "compression",
            false));
  }
}
