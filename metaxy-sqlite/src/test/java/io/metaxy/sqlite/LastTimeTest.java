package io.metaxy.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.WriteRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that another program gave a row of the last time of all, as Python's datetime.max is. */
class LastTimeTest {
  private static final FeatureSpec SPEC =
      FeatureSpec.builder("p").idColumns("id").field("default", "1").build();

  @TempDir Path folder;

  @Test
  void aDeletionSaysThatNothingCanComeAfterIt() throws Exception {
    Path file = folder.resolve("store.sqlite");
    Map<String, Object> row =
        Map.of("id", "a", "metaxy_provenance_by_field", Map.of("default", "x"));
    try (MetadataStore store =
        Metaxy.store("sqlite").option("database", file).features(SPEC).open()) {
      store.write(WriteRequest.of(SPEC.key(), List.of(row)));
      try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = other.createStatement()) {
        assertThat(statement.executeUpdate("UPDATE p SET metaxy_updated_at = 253402300799999999"))
            .isEqualTo(1);
      }
      assertThatThrownBy(() -> store.delete(DeleteRequest.soft(SPEC.key()).all()))
          .hasMessageContaining("no time comes after");
      assertThatThrownBy(() -> store.write(WriteRequest.of(SPEC.key(), List.of(row))))
          .hasMessageContaining("no time comes after");
      assertThat(store.status(SPEC.key()).rows()).isEqualTo(1);
    }
  }
}
