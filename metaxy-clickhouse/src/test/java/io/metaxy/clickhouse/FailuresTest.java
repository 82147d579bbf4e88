package io.metaxy.clickhouse;

import static io.metaxy.expr.Expressions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.MetaxyException;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.SystemColumns;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Each way in which a server is not what the store needs has its error (rules F1, F2). */
class FailuresTest {
  private static final String FEATURE = "failures";
  private static final FeatureSpec SPEC =
      FeatureSpec.builder(FEATURE).idColumns("sample_uid").field("default", "1").build();

  private final ClickHouseEngine engine = ClickHouseEngine.shared();
  private final String database = engine.freshDatabase();

  @Test
  void aServerThatIsDown() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    MetaxyException e =
        failure(with("url", "http://127.0.0.1:" + port + "/" + database), this::write);
    assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE);
    assertThat(e.getMessage()).contains("127.0.0.1:" + port);
  }

  @Test
  void aServerWithAnUnderscoreInItsNameThatIsNotThere() {
    MetaxyException e = failure(with("url", "http://no_such_host:8123/" + database), this::write);
    assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.UNREACHABLE);
    assertThat(e.getMessage()).contains("no_such_host:8123");
  }

  @Test
  void aWrongPassword() {
    MetaxyException e = failure(with("password", "wr0ng-one"), this::write);
    assertThat(e.code()).isIn(ErrorCode.INVALID_CONFIG, ErrorCode.UNREACHABLE);
    assertThat(e.getMessage()).contains(engine.user()).contains("password");
    assertThat(stackTrace(e)).doesNotContain("wr0ng-one");
  }

  @Test
  void anUnknownDatabase() {
    MetaxyException e =
        failure(with("url", engine.server().resolve("/not_there").toString()), this::write);
    assertThat(e.code()).isIn(ErrorCode.INVALID_CONFIG, ErrorCode.UNREACHABLE);
    assertThat(e.getMessage()).contains("not_there");
    assertThat(engine.run("EXISTS DATABASE not_there")).isEqualTo("0\n");
  }

  @Test
  void aUserWhoMayOnlyRead() {
    try (MetadataStore store = open(engine.options(database))) {
      write(store);
    }
    Map<String, Object> options = engine.readOnlyOptions(database);
    try (MetadataStore store = open(options)) {
      assertThat(store.read(FEATURE).toList()).hasSize(1);
      for (ThrowingCallable change :
          List.<ThrowingCallable>of(
              () -> write(store),
              () -> store.delete(FEATURE, col("sample_uid").eq(1)),
              () -> store.delete(DeleteRequest.hard(FEATURE).all()))) {
        MetaxyException e = catchThrowableOfType(MetaxyException.class, change);
        assertThat(e).isNotNull();
        assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.READ_ONLY);
        assertThat(e.feature()).contains(FEATURE);
      }
      assertThat(store.read(FEATURE).toList()).hasSize(1);
    }
  }

  @Test
  void aTableOfAnotherShape() {
    engine.run(
        "CREATE TABLE %s.failures (sample_uid Int64, price Decimal(10, 2)) ENGINE = MergeTree ORDER BY sample_uid"
            .formatted(database));
    engine.run("INSERT INTO %s.failures VALUES (7, 1.25)".formatted(database));
    for (Work work :
        List.<Work>of(this::write, s -> s.read(FEATURE).toList(), FailuresTest::delete)) {
      MetaxyException e = failure(engine.options(database), work);
      assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.UNREADABLE_STORE);
      assertThat(e.getMessage()).contains("failures");
    }
    assertThat(engine.run("SELECT * FROM %s.failures".formatted(database))).isEqualTo("7\t1.25\n");
  }

  private interface Work {
    void on(MetadataStore store);
  }

  private static void delete(MetadataStore store) {
    store.delete(DeleteRequest.soft(FEATURE).all());
  }

  private void write(MetadataStore store) {
    store.write(
        FEATURE,
        List.of(
            Map.of("sample_uid", 1L, SystemColumns.PROVENANCE_BY_FIELD, Map.of("default", "p"))));
  }

  private static MetaxyException failure(Map<String, Object> options, Work work) {
    MetaxyException e =
        catchThrowableOfType(
            MetaxyException.class,
            () -> {
              try (MetadataStore store = open(options)) {
                work.on(store);
              }
            });
    assertThat(e).as("an error").isNotNull();
    assertThat(e.remedy()).isNotBlank();
    assertThat(e.backend()).contains("clickhouse");
    return e;
  }

  private static String stackTrace(Throwable e) {
    java.io.StringWriter text = new java.io.StringWriter();
    e.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }

  private Map<String, Object> with(String option, Object value) {
    Map<String, Object> options = new HashMap<>(engine.options(database));
    options.put(option, value);
    return options;
  }

  private static MetadataStore open(Map<String, Object> options) {
    var builder = Metaxy.store("clickhouse").features(SPEC).project("failures");
    options.forEach(builder::option);
    return builder.open();
  }
}
