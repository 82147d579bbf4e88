package io.metaxy.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a writer waits for another one. */
class BusyTimeoutTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"250, 250", "3000000000, 2147483647", "9223372036854775807, 2147483647"})
  void isWhatWasAskedForOrTheLongestThatSqliteHas(long asked, long had) throws SQLException {
    SqliteFile file = new SqliteFile(folder.resolve("f.db"), Duration.ofMillis(asked));
    try (Connection connection = file.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA busy_timeout")) {
      assertThat(rows.getLong(1)).isEqualTo(had);
    }
  }
}
