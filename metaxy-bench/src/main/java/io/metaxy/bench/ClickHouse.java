package io.metaxy.bench;

import io.metaxy.Metaxy;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code bench/clickhouse ROWS ROUNDS}: a store on ClickHouse beside statements written by hand
 * that go through the same driver.
 */
public final class ClickHouse {
  private ClickHouse() {}

  /**
   * Runs the benchmark and prints a table.
   *
   * @param args rows, rounds, and the folder of the engine of the tests
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 3) {
      System.err.println("usage: bench/clickhouse ROWS ROUNDS");
      System.exit(2);
    }
    try (ClickHouseServer server = ClickHouseServer.open(Path.of(args[2]))) {
      Rounds.run(
          args,
          List.of(
              file ->
                  new StoreParticipant(
                      Metaxy.store("clickhouse")
                          .option("url", server.endpoint() + "/" + server.freshDatabase())
                          .option("user", server.user())
                          .option("password", server.password())),
              file -> new ClientParticipant(server, server.freshDatabase())));
    }
  }
}
