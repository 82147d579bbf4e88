package io.metaxy.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store in a REST catalog. */
class RestCatalogTest {
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

  private MetadataStore open() {
    return new Warehouse(folder.resolve("w"))
        .option("catalog_properties", Map.of("type", "rest", "uri", server.uri()))
        .open();
  }

  @Test
  void rowsAreWrittenReadAndDeleted() {
    try (MetadataStore store = open()) {
      store.write("predictions", Warehouse.rows(0, 9));
      store.write("predictions", Warehouse.rows(10, 19));
      store.delete(DeleteRequest.soft("predictions").where("sample_uid < 5"));
      store.delete(DeleteRequest.hard("predictions").where("sample_uid >= 10"));
      assertThat(Warehouse.ids(store)).containsExactly(5L, 6L, 7L, 8L, 9L);
    }
    try (MetadataStore store = new Warehouse(folder.resolve("w")).open()) {
      assertThat(Warehouse.ids(store))
          .as("the same through the catalog behind it")
          .containsExactly(5L, 6L, 7L, 8L, 9L);
    }
  }
}
