package io.metaxy.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.iceberg.RestServer.Answer;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MaintenanceRequest;
import io.metaxy.store.MetadataStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A commit whose answer does not come, or is not true: what is stored stays stored. */
class LostAnswerTest {
  @TempDir Path folder;
  private RestServer server;

  @BeforeEach
  void serve() throws Exception {
    Files.createDirectories(folder.resolve("w"));
    server = new RestServer(new Warehouse(folder.resolve("w")).catalog());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Warehouse warehouse() {
    return new Warehouse(folder.resolve("w"))
        .option("catalog_properties", Map.of("type", "rest", "uri", server.uri()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Answer.class,
      names = {"TIMEOUT", "NONE", "CONFLICT"})
  void theFirstWrite(Answer answer) {
    server.answer(answer);
    try (MetadataStore store = warehouse().open()) {
      assertThat(store.write("predictions", Warehouse.rows(0, 9)).rows()).isEqualTo(10);
      assertThat(Warehouse.ids(store)).hasSize(10);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Answer.class,
      names = {"TIMEOUT", "NONE", "CONFLICT"})
  void aWriteAndADelete(Answer answer) {
    try (MetadataStore store = warehouse().open()) {
      store.write("predictions", Warehouse.rows(0, 9));
      server.answer(answer);
      assertThat(store.write("predictions", Warehouse.rows(10, 19)).rows()).isEqualTo(10);
      assertThat(Warehouse.ids(store)).hasSize(20);
      assertThat(store.delete(DeleteRequest.hard("predictions").where("sample_uid < 5")).rows())
          .isEqualTo(5);
      assertThat(Warehouse.ids(store)).hasSize(15);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Answer.class,
      names = {"TIMEOUT", "NONE", "CONFLICT"})
  void aCompaction(Answer answer) {
    try (MetadataStore store = warehouse().open()) {
      store.write("predictions", Warehouse.rows(0, 9));
      store.write("predictions", Warehouse.rows(10, 19));
      server.answer(answer);
      assertThat(store.maintain(MaintenanceRequest.all().compact()).tables().get(0).filesWritten())
          .isEqualTo(1);
      assertThat(Warehouse.ids(store)).hasSize(20);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Answer.class,
      names = {"TIMEOUT", "NONE", "CONFLICT"})
  void aWriteThatCompacts(Answer answer) {
    try (MetadataStore store = warehouse().option("compact_after_files", 1).open()) {
      store.write("predictions", Warehouse.rows(0, 9));
      server.answer(answer);
      assertThat(store.write("predictions", Warehouse.rows(10, 19)).rows()).isEqualTo(10);
      assertThat(Warehouse.ids(store)).hasSize(20);
    }
    assertThat(warehouse().table().currentSnapshot().summary())
        .containsEntry("metaxy.operation", "compact");
  }

  @Test
  void aWriteThatArrivesAfterItsError() {
    try (MetadataStore store = warehouse().open()) {
      store.write("predictions", Warehouse.rows(0, 9));
      server.answer(Answer.LATE);
      assertThatThrownBy(() -> store.write("predictions", Warehouse.rows(10, 19)))
          .isInstanceOf(MetaxyException.class)
          .extracting(e -> ((MetaxyException) e).code())
          .isEqualTo(ErrorCode.STATE_UNKNOWN);
      assertThat(Warehouse.ids(store)).hasSize(10);
      server.arrive();
      assertThat(Warehouse.ids(store)).as("with its file").hasSize(20);
    }
  }

  @Test
  void aCompactionThatArrivesAfterItsError() {
    try (MetadataStore store = warehouse().open()) {
      store.write("predictions", Warehouse.rows(0, 9));
      store.write("predictions", Warehouse.rows(10, 19));
      server.answer(Answer.LATE);
      assertThatThrownBy(() -> store.maintain(MaintenanceRequest.all().compact()))
          .isInstanceOf(MetaxyException.class)
          .extracting(e -> ((MetaxyException) e).code())
          .isEqualTo(ErrorCode.STATE_UNKNOWN);
      server.arrive();
      assertThat(Warehouse.ids(store)).as("with its file").hasSize(20);
    }
  }

  @Test
  void aWriteThatComesTooLateIsDoneAgain() {
    try (MetadataStore store = warehouse().open()) {
      store.write("predictions", Warehouse.rows(0, 9));
      server.answer(Answer.LATE);
      server.meanwhile(
          () -> {
            new Warehouse(folder.resolve("w")).table().newAppend().commit();
            server.answer(Answer.TRUE);
          });
      assertThat(store.write("predictions", Warehouse.rows(10, 19)).rows()).isEqualTo(10);
      assertThatThrownBy(server::arrive).isInstanceOf(CommitFailedException.class);
      assertThat(Warehouse.ids(store)).hasSize(20);
    }
  }
}
