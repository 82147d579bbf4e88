package io.metaxy.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.MetaxyException;
import io.metaxy.clickhouse.TlsProxy.Clients;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.SystemColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over https a store trusts whom its options say, and nobody else. */
class TlsTest {
  private static final FeatureSpec SPEC =
      FeatureSpec.builder("tls").idColumns("sample_uid").field("default", "1").build();

  /** The server's certificate is for the first name alone. */
  private static final String RIGHT_NAME = "localhost";

  private static final String WRONG_NAME = "127.0.0.1";

  @TempDir static Path folder = Path.of("");

  private static Certificates certificates;

  private final ClickHouseEngine engine = ClickHouseEngine.shared();
  private final String database = engine.freshDatabase();
  private TlsProxy proxy;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = new Certificates(Files.createDirectory(folder.resolve("ours")));
    certificates.sign("server", "san=dns:" + RIGHT_NAME);
    certificates.sign("client", "eku=clientAuth");
  }

  @BeforeEach
  void startProxy() throws Exception {
    proxy = new TlsProxy(engine.server(), certificates.context("server"), Clients.ANY);
  }

  @AfterEach
  void stopProxy() throws IOException {
    proxy.close();
  }

  @Test
  void theAuthorityThatIsNamedIsTrusted() {
    works(RIGHT_NAME, Map.of("ca_certificate", certificates.authority().toString()));
  }

  @Test
  void anAuthorityThatNobodyNamedIsNot() {
    refused(RIGHT_NAME, Map.of());
    refused(RIGHT_NAME, Map.of("tls_mode", "verify_ca"));
  }

  @Test
  void anotherAuthorityIsNot() throws Exception {
    Certificates others = new Certificates(Files.createDirectory(folder.resolve("others")));
    refused(RIGHT_NAME, Map.of("ca_certificate", others.authority().toString()));
    refused(
        RIGHT_NAME,
        Map.of("ca_certificate", others.authority().toString(), "tls_mode", "verify_ca"));
  }

  @Test
  void aServerOfAnotherNameIsLetInByVerifyCaAlone() {
    String authority = certificates.authority().toString();
    refused(WRONG_NAME, Map.of("ca_certificate", authority));
    works(WRONG_NAME, Map.of("ca_certificate", authority, "tls_mode", "verify_ca"));
  }

  @Test
  void trustLooksAtNothing() {
    works(WRONG_NAME, Map.of("tls_mode", "trust"));
  }

  @Test
  void aClientShowsItsCertificate() throws Exception {
    proxy.close();
    proxy = new TlsProxy(engine.server(), certificates.context("server"), Clients.CERTIFIED);
    String authority = certificates.authority().toString();
    // The server may hang up before it is heard why.
    assertThat(failure(RIGHT_NAME, Map.of("ca_certificate", authority)))
        .hasMessageContaining("client_certificate");
    works(
        RIGHT_NAME,
        Map.of(
            "ca_certificate",
            authority,
            "client_certificate",
            certificates.certificate("client").toString(),
            "client_key",
            certificates.key("client").toString()));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    MetaxyException e = failure(RIGHT_NAME, Map.of("ca_certificate", "no-such.pem"));
    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIG);
    assertThat(e.getMessage()).contains("ca_certificate").contains("no-such.pem");
  }

  private void works(String host, Map<String, Object> more) {
    try (MetadataStore store = open(host, more)) {
      store.write(
          "tls",
          List.of(
              Map.of("sample_uid", 1L, SystemColumns.PROVENANCE_BY_FIELD, Map.of("default", "p"))));
      assertThat(store.read("tls").toList()).hasSize(1);
    }
  }

  private void refused(String host, Map<String, Object> more) {
    MetaxyException e = failure(host, more);
    assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.INVALID_CONFIG);
    assertThat(e.getMessage())
        .contains(proxy.address(host))
        .contains("ca_certificate")
        .doesNotContain(engine.password());
  }

  private MetaxyException failure(String host, Map<String, Object> more) {
    MetaxyException e = catchThrowableOfType(MetaxyException.class, () -> open(host, more).close());
    assertThat(e).as("an error").isNotNull();
    return e;
  }

  private MetadataStore open(String host, Map<String, Object> more) {
    Map<String, Object> options = new HashMap<>(engine.options(database));
    options.put("url", proxy.address(host) + "/" + database);
    options.putAll(more);
    var builder = Metaxy.store("clickhouse").features(SPEC).project("tls");
    options.forEach(builder::option);
    return builder.open();
  }
}
