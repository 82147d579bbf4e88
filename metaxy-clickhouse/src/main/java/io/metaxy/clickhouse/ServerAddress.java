package io.metaxy.clickhouse;

/**
 * Where the server is.
 *
 * @param endpoint such as {@code http://localhost:8123}
 * @param database the tables' database
 * @param user who asks
 * @param password never printed
 */
record ServerAddress(String endpoint, String database, String user, String password) {

  /** Endpoint and database, for messages. */
  @Override
  public String toString() {
    return endpoint + "/" + database;
  }
}
