package io.metaxy.clickhouse;

import java.util.Map;

/** Settings that go with each statement. */
final class StatementSettings {
  /** What plans rely on, where the server's version has it. */
  static final Map<String, String> MEANING =
      Map.ofEntries(
          // An outer join fills with null, not with zeros and empty texts.
          Map.entry("join_use_nulls", "1"),
          // A column that is calculated anew under its own name is the stored one in conditions.
          Map.entry("prefer_column_name_to_alias", "1"),
          // A cast that fails is not tried where its condition is false.
          Map.entry("short_circuit_function_evaluation", "force_enable"),
          // A table that is named twice is read as of the same moment.
          Map.entry("enable_shared_storage_snapshot_in_query", "1"),
          // Texts of megabytes and filters of thousands of conditions are statements like others.
          Map.entry("max_query_size", "1073741824"),
          Map.entry("max_ast_elements", "10000000"),
          Map.entry("max_expanded_ast_elements", "10000000"),
          Map.entry("max_ast_depth", "100000"),
          Map.entry("max_parser_depth", "100000"),
          Map.entry("async_insert", "0"),
          Map.entry("mutations_sync", "2"),
          Map.entry("lightweight_deletes_sync", "2"),
          Map.entry("lightweight_delete_mode", "lightweight_update"),
          Map.entry("allow_experimental_nullable_tuple_type", "1"),
          // ORDER BY 2 means the second column.
          Map.entry("enable_positional_arguments", "1"),
          // Its name in later versions.
          Map.entry("enable_nullable_tuple_type", "1"));

  private StatementSettings() {}
}
