package io.metaxy.bench;

import java.util.List;

/** {@code bench/sqlite ROWS ROUNDS}: a store on SQLite beside statements written by hand. */
public final class Main {
  private Main() {}

  /** Runs the benchmark and prints a table. */
  public static void main(String[] args) throws Exception {
    if (args.length != 2) {
      System.err.println("usage: bench/sqlite ROWS ROUNDS");
      System.exit(2);
    }
    Rounds.run(args, List.of(StoreParticipant::onSqlite, JdbcParticipant::new));
  }
}
