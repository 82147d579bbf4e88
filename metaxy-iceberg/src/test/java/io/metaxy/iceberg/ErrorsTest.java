package io.metaxy.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.store.MetadataStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be wrong with a warehouse is said, and nothing is mended by dropping it (rule F2). */
class ErrorsTest {
  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void warehouse() {
    warehouse = new Warehouse(folder.resolve("w"));
  }

  private void write() {
    try (MetadataStore store = warehouse.open()) {
      store.write("predictions", Warehouse.rows(0, 4));
    }
  }

  private void read() {
    try (MetadataStore store = warehouse.open()) {
      store.read("predictions").toList();
    }
  }

  private static void fails(ThrowingCallable work, ErrorCode code, String... words) {
    assertThatThrownBy(work)
        .isInstanceOf(MetaxyException.class)
        .hasMessageContainingAll(words)
        .extracting(e -> ((MetaxyException) e).code())
        .isEqualTo(code);
  }

  @Test
  void aWarehouseWithoutTheFolderAroundIt() {
    warehouse = new Warehouse(folder.resolve("missing").resolve("w"));
    fails(this::write, ErrorCode.UNREACHABLE, "missing/w cannot be made", "option warehouse");
    assertThat(folder.resolve("missing")).doesNotExist();
  }

  @Test
  void lookingMakesNoWarehouse() {
    fails(this::read, ErrorCode.FEATURE_NOT_WRITTEN, "predictions");
    assertThat(warehouse.folder()).doesNotExist();
  }

  @Test
  void aWarehouseThatIsGoneWhileItsCatalogIsThere() {
    warehouse.option(
        "catalog_properties",
        Map.of("type", "sql", "uri", "sqlite:///" + folder.resolve("catalog.db")));
    write();
    assertThat(warehouse.folder().toFile().renameTo(folder.resolve("elsewhere").toFile())).isTrue();
    fails(this::read, ErrorCode.UNREACHABLE, "missing", ".metadata.json", "move it back");
  }

  @Test
  void aCatalogThatAnotherProgramHasLocked() throws Exception {
    write();
    warehouse.option("busy_timeout_ms", 50);
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + warehouse.folder().resolve("catalog.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      fails(this::write, ErrorCode.BUSY, "locked", "busy_timeout_ms");
      statement.execute("ROLLBACK");
    }
    write();
  }

  @Test
  void aTableThatAnotherWriterHas() {
    write();
    warehouse.option("busy_timeout_ms", 50);
    try (TableLock lock =
        TableLock.take(
            "",
            java.util.Optional.of(warehouse.folder()),
            "metaxy.predictions",
            java.time.Duration.ofSeconds(1))) {
      fails(this::write, ErrorCode.BUSY, "Another writer has table", "busy_timeout_ms");
    }
  }

  @Test
  void aDatabaseOfAnotherProgram() throws Exception {
    Files.createDirectories(warehouse.folder());
    Path catalog = warehouse.folder().resolve("catalog.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + catalog);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE songs(title)");
    }
    byte[] before = Files.readAllBytes(catalog);
    fails(this::write, ErrorCode.UNREADABLE_STORE, "another program");
    assertThat(Files.readAllBytes(catalog)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"format-version\": 2, ", "{}"})
  void aCorruptMetadataFile(String content) throws Exception {
    write();
    for (Path file : warehouse.files(".metadata.json")) {
      Files.writeString(file, content);
    }
    fails(this::read, ErrorCode.UNREADABLE_STORE, "metadata file cannot be read");
    fails(this::write, ErrorCode.UNREADABLE_STORE, "metadata file cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {".metadata.json", ".avro"})
  void aFileThatTheSystemDoesNotOpen(String end) throws Exception {
    write();
    for (Path file : warehouse.files(end)) {
      Files.delete(file);
      // Rights would do, but not for the administrator.
      Files.createSymbolicLink(file, file.getFileName());
    }
    fails(this::read, ErrorCode.UNREACHABLE, "cannot be read", "symbolic link", "Check the rights");
    fails(this::write, ErrorCode.UNREACHABLE, "cannot be read", "symbolic link");
  }

  @Test
  void compressedMetadata() throws Exception {
    write();
    warehouse.table().updateProperties().set(TableProperties.METADATA_COMPRESSION, "gzip").commit();
    write();
    assertThat(warehouse.files(".gz.metadata.json")).isNotEmpty();
    try (MetadataStore store = warehouse.open()) {
      assertThat(Warehouse.ids(store)).hasSize(5);
    }
    for (Path file : warehouse.files(".gz.metadata.json")) {
      Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));
    }
    fails(this::read, ErrorCode.UNREADABLE_STORE, "metadata file cannot be read");
  }

  @Test
  void aCorruptManifest() throws Exception {
    write();
    for (Path file : warehouse.files(".avro")) {
      Files.write(file, "no manifest".getBytes(StandardCharsets.UTF_8));
    }
    fails(this::read, ErrorCode.UNREADABLE_STORE, "metadata file cannot be read");
  }

  @Test
  void aMissingDataFile() throws Exception {
    write();
    Path file = warehouse.files(".parquet").get(0);
    Files.delete(file);
    fails(this::read, ErrorCode.UNREACHABLE, "data file", "missing", file.getFileName().toString());
  }

  @Test
  void aCorruptDataFile() throws Exception {
    write();
    Path file = warehouse.files(".parquet").get(0);
    Files.write(file, "no Parquet".repeat(1000).getBytes(StandardCharsets.UTF_8));
    fails(this::read, ErrorCode.UNREADABLE_STORE, "data file", file.getFileName().toString());
  }

  private void foreignTable(Catalog catalog, String version, Types.NestedField column) {
    ((SupportsNamespaces) catalog).createNamespace(Namespace.of("metaxy"));
    catalog
        .buildTable(
            TableIdentifier.of("metaxy", "predictions"), new org.apache.iceberg.Schema(column))
        .withProperty("format-version", version)
        .create();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "3"})
  void aTableOfAnotherFormatVersion(String version) throws Exception {
    Files.createDirectories(warehouse.folder());
    foreignTable(
        warehouse.catalog(),
        version,
        Types.NestedField.optional(1, "sample_uid", Types.LongType.get()));
    fails(this::read, ErrorCode.UNREADABLE_STORE, "predictions", "format version " + version);
    fails(this::write, ErrorCode.UNREADABLE_STORE, "predictions", "format version " + version);
  }

  @Test
  void aColumnOfAnUnknownType() throws Exception {
    write();
    // No type of format version 2 is unknown here, so the metadata is made to have one.
    for (Path file : warehouse.files(".metadata.json")) {
      Files.writeString(file, Files.readString(file).replace("\"double\"", "\"timestamp_ns\""));
    }
    fails(this::read, ErrorCode.UNREADABLE_STORE, "score", "timestamp_ns");
  }

  @Test
  void aPartitionedTable() throws Exception {
    Files.createDirectories(warehouse.folder());
    Catalog catalog = warehouse.catalog();
    ((SupportsNamespaces) catalog).createNamespace(Namespace.of("metaxy"));
    org.apache.iceberg.Schema schema =
        new org.apache.iceberg.Schema(
            Types.NestedField.optional(1, "sample_uid", Types.LongType.get()));
    catalog
        .buildTable(TableIdentifier.of("metaxy", "predictions"), schema)
        .withPartitionSpec(PartitionSpec.builderFor(schema).bucket("sample_uid", 4).build())
        .create();
    fails(this::write, ErrorCode.UNREADABLE_STORE, "partitioned");
  }

  @Test
  void aCatalogThatCannotBeReached() {
    warehouse.option("catalog_properties", Map.of("type", "rest", "uri", "http://127.0.0.1:1"));
    fails(this::read, ErrorCode.UNREACHABLE, "catalog", "uri");
  }

  @Test
  void aCatalogWithoutAType() {
    warehouse.option("catalog_properties", Map.of("uri", "http://127.0.0.1:1"));
    fails(this::read, ErrorCode.INVALID_CONFIG, "type");
  }
}
