package io.metaxy.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.spi.BackendConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the server is, in each way in which it can be said. */
class ServerAddressTest {
  @TempDir Path folder = Path.of("");

  private ServerAddress address(Map<String, Object> options) {
    return ServerAddress.of(new BackendConfig("dev", folder, options));
  }

  @Test
  void aUrl() {
    assertThat(address(Map.of("url", "https://db.example/features")))
        .isEqualTo(new ServerAddress("https://db.example:8443", "features", "default", ""));
    assertThat(address(Map.of("url", "http://db.example", "user", "me", "password", "p")))
        .isEqualTo(new ServerAddress("http://db.example:8123", "default", "me", "p"));
  }

  @Test
  void whatThePythonLibraryIsTold() {
    assertThat(address(Map.of("connection_string", "clickhouse://me:p%40ss@db.example:8443/f")))
        .isEqualTo(new ServerAddress("https://db.example:8443", "f", "me", "p@ss"));
    assertThat(address(Map.of("connection_string", "clickhouse://localhost:8123/f")))
        .isEqualTo(new ServerAddress("http://localhost:8123", "f", "default", ""));
    assertThat(
            address(
                Map.of(
                    "connection_params",
                    Map.of("host", "db.example", "port", 8123L, "database", "f", "user", "me"))))
        .isEqualTo(new ServerAddress("http://db.example:8123", "f", "me", ""));
  }

  @Test
  void aPasswordFromAFile() throws IOException {
    Files.writeString(folder.resolve("secret.txt"), "from file\n");
    assertThat(address(Map.of("url", "http://db.example/f", "password_file", "secret.txt")))
        .extracting(ServerAddress::password)
        .isEqualTo("from file");
  }

  @Test
  void aPasswordFromTheEnvironment() {
    Map.Entry<String, String> variable =
        System.getenv().entrySet().stream().findFirst().orElseThrow();
    assertThat(address(Map.of("url", "http://db.example/f", "password_env", variable.getKey())))
        .extracting(ServerAddress::password)
        .isEqualTo(variable.getValue());
  }

  @Test
  void aHostOfContainersMayHaveAnUnderscore() {
    assertThat(address(Map.of("url", "http://me:p@click_house:8124/f")))
        .isEqualTo(new ServerAddress("http://click_house:8124", "f", "me", "p"));
    assertThat(address(Map.of("connection_string", "clickhouse://click_house/f")))
        .isEqualTo(new ServerAddress("http://click_house:8123", "f", "default", ""));
    assertThat(address(Map.of("url", "http://[::1]:8124/f")))
        .isEqualTo(new ServerAddress("http://[::1]:8124", "f", "default", ""));
  }

  @Test
  void aPortThatIsNoneIsNamed() {
    for (Map<String, Object> options :
        java.util.List.<Map<String, Object>>of(
            Map.of("connection_params", Map.of("port", "abc")),
            Map.of("connection_params", Map.of("port", 70_000L)),
            Map.of("url", "http://click_house:abc/f"),
            Map.of("url", "http://db.example:70000/f"))) {
      assertThatThrownBy(() -> address(options))
          .as(options.toString())
          .isInstanceOfSatisfying(
              MetaxyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIG))
          .hasMessageContaining("dev")
          .hasMessageContaining("port");
    }
  }

  @Test
  void noMessageHasThePassword() {
    assertThat(address(Map.of("url", "http://me:s3cret@db.example/f")))
        .hasToString("http://db.example:8123/f");
    for (Map<String, Object> options :
        java.util.List.<Map<String, Object>>of(
            Map.of(),
            Map.of("url", "jdbc:clickhouse://me:s3cret@db.example/f"),
            Map.of("url", "http://me:s3cret@db exam ple/f"),
            Map.of("url", "http://me:s3cret@db.example", "connection_params", Map.of()),
            Map.of("url", "http://me:s3cret@click_house:abc/f"),
            Map.of("url", "http://me:s3cret@/f"),
            Map.of("url", "http://db.example", "password_env", "METAXY_NO_SUCH_VARIABLE"))) {
      assertThatThrownBy(() -> address(options))
          .isInstanceOfSatisfying(
              MetaxyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIG))
          .hasMessageContaining("dev")
          .hasMessageNotContaining("s3cret");
    }
  }
}
