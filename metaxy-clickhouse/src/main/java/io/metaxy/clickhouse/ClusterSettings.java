package io.metaxy.clickhouse;

import java.util.Map;

/** What statements on a cluster rely on. */
final class ClusterSettings {
  private ClusterSettings() {}

  static Map<String, String> of(String cluster, boolean distributed) {
    if (cluster.isEmpty()) {
      return Map.of();
    }
    // A statement has happened on all hosts when it returns.
    Map<String, String> replicated =
        Map.of(
            "distributed_ddl_task_timeout", "300",
            "distributed_ddl_output_mode", "throw",
            "alter_sync", "2",
            "database_replicated_enforce_synchronous_settings", "1");
    if (!distributed) {
      return replicated;
    }
    Map<String, String> all = new java.util.HashMap<>(replicated);
    all.put("distributed_foreground_insert", "1");
    all.put("distributed_product_mode", "global");
    all.put("skip_unavailable_shards", "0");
    return Map.copyOf(all);
  }
}
