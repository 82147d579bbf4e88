package io.metaxy.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.MetaxyException;
import io.metaxy.store.MetadataStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** DuckDB gives a file to one process at a time; two stores of one process share it. */
class DatabaseFileTest {
  private static final FeatureSpec SPEC = FeatureSpec.builder("f").idColumns("id").build();

  @TempDir Path folder;

  /**
   * Opens the file named by its argument, maybe to read it only, and has it until its input ends.
   */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws Exception {
      Properties properties = new Properties();
      if (args.length > 1) {
        properties.setProperty("access_mode", args[1]);
      }
      try (Connection held = DriverManager.getConnection("jdbc:duckdb:" + args[0], properties)) {
        System.out.println("held");
        while (System.in.read() >= 0) {
          // Until the test lets go.
        }
      }
    }
  }

  @Test
  void theErrorNamesTheFileAndTheOtherProcess() throws IOException, InterruptedException {
    Path file = folder.resolve("held.duckdb");
    Process other = holder(file.toString());
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(output.readLine()).isEqualTo("held");
      assertThatThrownBy(() -> open(file, 0))
          .isInstanceOf(MetaxyException.class)
          .hasMessageContaining("held.duckdb is open in another process")
          .hasMessageContaining("PID " + other.pid())
          .extracting(e -> ((MetaxyException) e).code())
          .isEqualTo(ErrorCode.BUSY);
      other.getOutputStream().close();
    }
    assertThat(other.waitFor()).isZero();
    try (MetadataStore store = open(file, 10_000)) {
      assertThat(store.list()).hasSize(1);
    }
  }

  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whoIsInterruptedWaitsNoLonger() throws IOException, InterruptedException {
    Path file = folder.resolve("held.duckdb");
    Process other = holder(file.toString());
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(output.readLine()).isEqualTo("held");
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> open(file, Integer.MAX_VALUE))
          .isInstanceOf(MetaxyException.class)
          .hasMessageContaining("held.duckdb is open in another process")
          .extracting(e -> ((MetaxyException) e).code())
          .isEqualTo(ErrorCode.BUSY);
      assertThat(Thread.interrupted()).as("it still knows").isTrue();
      other.getOutputStream().close();
    }
    assertThat(other.waitFor()).isZero();
  }

  private static Process holder(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Holder.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  @Test
  void aFileOfSqliteIsRefusedAndNothingIsDownloadedToReadIt() throws IOException {
    Path file = folder.resolve("store.sqlite");
    byte[] page = Arrays.copyOf("SQLite format 3\0".getBytes(StandardCharsets.US_ASCII), 4096);
    Files.write(file, page);
    assertThatThrownBy(() -> open(file, 0))
        .isInstanceOf(MetaxyException.class)
        .hasMessageContaining("store.sqlite is no file of DuckDB's")
        .hasMessageNotContaining("download")
        .extracting(e -> ((MetaxyException) e).code())
        .isEqualTo(ErrorCode.UNREADABLE_STORE);
    assertThat(file).hasBinaryContent(page);
  }

  @Test
  void processesThatOnlyReadShareAFile() throws IOException, InterruptedException {
    Path file = folder.resolve("read.duckdb");
    try (MetadataStore store = open(file, 10_000)) {
      store.write("f", List.of(row(1)));
    }
    Process other = holder(file.toString(), "READ_ONLY");
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(output.readLine()).isEqualTo("held");
      try (MetadataStore store =
          Metaxy.store("duckdb").option("database", file).features(SPEC).readOnly().open()) {
        assertThat(store.read("f").count()).isEqualTo(1);
      }
      other.getOutputStream().close();
    }
    assertThat(other.waitFor()).isZero();
  }

  @Test
  void aReaderSharesTheFileWithAWriterOfItsProcess() {
    Path file = folder.resolve("both.duckdb");
    try (MetadataStore writer = open(file, 10_000);
        MetadataStore reader =
            Metaxy.store("duckdb").option("database", file).features(SPEC).readOnly().open()) {
      writer.write("f", List.of(row(1)));
      assertThat(reader.read("f").count()).isEqualTo(1);
      writer.write("f", List.of(row(2)));
      assertThat(reader.read("f").count()).isEqualTo(2);
    }
  }

  @Test
  void twoStoresOfOneProcessSeeEachOthersRows() {
    Path file = folder.resolve("shared.duckdb");
    try (MetadataStore one = open(file, 10_000);
        MetadataStore two = open(file, 10_000)) {
      one.write("f", List.of(row(1)));
      two.write("f", List.of(row(2)));
      assertThat(one.read("f").count()).isEqualTo(2);
    }
    try (MetadataStore again = open(file, 10_000)) {
      assertThat(again.read("f").count()).isEqualTo(2);
    }
  }

  @Test
  void aDatabaseThatIsNoFileIsAnError() {
    assertThatThrownBy(
            () -> Metaxy.store("duckdb").option("database", ":memory:").features(SPEC).open())
        .isInstanceOf(MetaxyException.class)
        .hasMessageContaining("':memory:' is no file");
  }

  private static MetadataStore open(Path file, int busyTimeout) {
    return Metaxy.store("duckdb")
        .option("database", file)
        .option("busy_timeout_ms", busyTimeout)
        .features(SPEC)
        .open();
  }

  private static Map<String, Object> row(long id) {
    return Map.of("id", id, "metaxy_provenance_by_field", Map.of("default", "p" + id));
  }
}
