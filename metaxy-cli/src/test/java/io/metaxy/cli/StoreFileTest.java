package io.metaxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a careless user does to a store's file. */
class StoreFileTest extends CommandTest {

  private Result read() {
    return run("metadata", "read", "--feature", "predictions");
  }

  @Test
  void aFileThatIsNotSqlite() throws Exception {
    Path file =
        file(
            "metaxy.db",
            "This is a text, and long enough to have a header of SQLite's size, which is a hundred bytes.\n");
    read().fails(1, "metaxy.db is no SQLite file", "UNREADABLE_STORE");
    assertThat(Files.readString(file)).startsWith("This is a text");
  }

  @Test
  void anotherProgramsDatabase() throws Exception {
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("metaxy.db"));
        Statement statement = other.createStatement()) {
      statement.execute("CREATE TABLE theirs (x)");
      statement.execute("INSERT INTO theirs VALUES (1)");
    }
    write("sample_uid\n1\n").fails(1, "of another program", "UNREADABLE_STORE");
  }

  @Test
  void aNewerStore() throws Exception {
    write("sample_uid\n1\n").succeeds();
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("metaxy.db"));
        Statement statement = other.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }
    read().fails(1, "format 99", "newer");
  }

  @Test
  void aTruncatedFile() throws Exception {
    StringBuilder csv = new StringBuilder("sample_uid\n");
    for (int i = 0; i < 1000; i++) {
      csv.append(i).append('\n');
    }
    write(csv.toString()).succeeds();
    Path file = folder.resolve("metaxy.db");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    read().fails(1, "is truncated", "backup", "UNREADABLE_STORE");
  }

  @Test
  void aReadOnlyFile() throws Exception {
    write("sample_uid\n1\n").succeeds();
    Path file = folder.resolve("metaxy.db");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    write("sample_uid\n2\n").fails(1, "metaxy.db is read-only", "READ_ONLY");
    assertThat(csvOf("--columns", "sample_uid")).isEqualTo("sample_uid\r\n1\r\n");
  }

  @Test
  void aFileThatAnotherHolds() throws Exception {
    file("metaxy.toml", config("metaxy.db") + "busy_timeout_ms = 50\n");
    write("sample_uid\n1\n").succeeds();
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("metaxy.db"));
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      write("sample_uid\n2\n").fails(1, "holds", "try again", "BUSY");
      assertThat(csvOf("--columns", "sample_uid")).isEqualTo("sample_uid\r\n1\r\n");
      statement.execute("ROLLBACK");
    }
    write("sample_uid\n2\n").succeeds();
  }

  @Test
  void aFolderThatDoesNotExist() {
    file("metaxy.toml", config("none/metaxy.db"));
    write("sample_uid\n1\n").fails(1, "none", "UNREACHABLE");
  }

  @Test
  void lookingMakesNoFile() {
    read().fails(1, "was never written");
    assertThat(folder.resolve("metaxy.db")).doesNotExist();
  }

  @Test
  void anUnknownBackendAndOption() {
    file("metaxy.toml", config("metaxy.db").replace("\"sqlite\"", "\"sqlit\""));
    read().fails(1, "sqlit", "sqlite", "UNKNOWN_BACKEND");
    file("metaxy.toml", config("metaxy.db").replace("database", "databse"));
    read().fails(1, "databse", "database");
  }
}
