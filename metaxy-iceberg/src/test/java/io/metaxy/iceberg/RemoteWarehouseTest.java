package io.metaxy.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.spi.BackendConfig;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MaintenanceRequest;
import io.metaxy.store.MetadataStore;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.inmemory.InMemoryFileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not on this machine pass through the catalog's file IO; here, one in memory. */
class RemoteWarehouseTest {
  @TempDir Path folder;

  private Warehouse warehouse() {
    return new Warehouse(folder)
        .option("warehouse", "mem://bucket/warehouse")
        .option("temp_directory", folder.resolve("t"))
        .option(
            "catalog_properties",
            Map.of(
                "type",
                "sql",
                "uri",
                "sqlite:///" + folder.resolve("catalog.db"),
                "io-impl",
                InMemoryFileIO.class.getName()));
  }

  @Test
  void rowsAreWrittenReadAndDeleted() {
    try (MetadataStore store = warehouse().open()) {
      store.write("predictions", Warehouse.rows(0, 2999));
      store.delete(DeleteRequest.soft("predictions").where("sample_uid < 10"));
      store.delete(DeleteRequest.hard("predictions").where("sample_uid >= 20"));
      assertThat(Warehouse.ids(store)).hasSize(10);
    }
    assertThat(warehouse().files(".parquet")).as("no file is on this machine").isEmpty();
    try (MetadataStore store = warehouse().open()) {
      assertThat(Warehouse.ids(store)).hasSize(10);
    }
  }

  @Test
  void maintenanceSaysThatItCannotListTheFiles() {
    try (MetadataStore store = warehouse().open()) {
      store.write("predictions", Warehouse.rows(0, 9));
    }
    assertThatThrownBy(() -> warehouse().maintained(MaintenanceRequest.all()))
        .isInstanceOf(MetaxyException.class)
        .hasMessageContaining("InMemoryFileIO cannot list files")
        .extracting(e -> ((MetaxyException) e).code())
        .isEqualTo(ErrorCode.INVALID_CONFIG);
  }

  @Test
  void aCatalogThatIsNamedByItsClassIsLoaded() {
    Warehouse warehouse =
        new Warehouse(folder)
            .option(
                "catalog_properties",
                Map.of(
                    "catalog-impl",
                    JdbcCatalog.class.getName(),
                    "uri",
                    "jdbc:sqlite:" + folder.resolve("other.db")));
    try (MetadataStore store = warehouse.open()) {
      store.write("predictions", Warehouse.rows(0, 9));
    }
    try (MetadataStore store = warehouse.open()) {
      assertThat(Warehouse.ids(store)).hasSize(10);
    }
    assertThat(folder.resolve("other.db")).exists();
  }

  private static Map<String, String> properties(String warehouse, Map<String, String> catalog) {
    return CatalogProperties.of(
        IcebergProvider.settings(
            new BackendConfig(
                "test",
                Path.of("/home/someone"),
                Map.of("warehouse", warehouse, "catalog_properties", catalog))));
  }

  @Test
  void propertiesOfPyIcebergsCatalogsAreUnderstood() {
    assertThat(properties("store", Map.of()))
        .containsEntry("type", "jdbc")
        .containsEntry("warehouse", "file:///home/someone/store")
        .containsEntry("uri", "jdbc:sqlite:/home/someone/store/catalog.db?busy_timeout=30000")
        .containsEntry("io-impl", LocalFileIO.class.getName());
    assertThat(
            properties(
                "s3://bucket/w/",
                Map.of("type", "sql", "uri", "postgresql+psycopg2://me:secret@db:5432/iceberg")))
        .containsEntry("uri", "jdbc:postgresql://db:5432/iceberg")
        .containsEntry("jdbc.user", "me")
        .containsEntry("jdbc.password", "secret")
        .containsEntry("warehouse", "s3://bucket/w")
        .containsEntry("io-impl", "org.apache.iceberg.aws.s3.S3FileIO");
    assertThat(properties("gs://bucket/w", Map.of("type", "rest", "uri", "http://host")))
        .containsEntry("type", "rest")
        .containsEntry("io-impl", "org.apache.iceberg.gcp.gcs.GCSFileIO");
  }

  @Test
  void credentialsAreDecodedAsSqlAlchemyDoes() {
    String uri = "postgresql://m%C3%A9+1:p%40s%2fs/50%25%zz$1@db/iceberg";
    assertThat(properties("s3://bucket/w", Map.of("type", "sql", "uri", uri)))
        .containsEntry("uri", "jdbc:postgresql://db/iceberg")
        .containsEntry("jdbc.user", "mé+1")
        .containsEntry("jdbc.password", "p@s/s/50%%zz$1");
  }

  @Test
  void anErrorDoesNotTellThePassword() {
    assertThatThrownBy(
            () ->
                properties(
                    "s3://bucket/w", Map.of("type", "sql", "uri", "my-db://me:secret@db/iceberg")))
        .isInstanceOf(MetaxyException.class)
        .hasMessageContaining("uri is no database's")
        .hasMessageNotContaining("secret");
  }
}
