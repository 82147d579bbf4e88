package io.metaxy.sqlite;

final class SqliteFunctions {
  static void register(java.sql.Connection c) {}
}
