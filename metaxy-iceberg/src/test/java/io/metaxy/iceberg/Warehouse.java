package io.metaxy.iceberg;

import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.spi.BackendConfig;
import io.metaxy.store.MaintenanceReport;
import io.metaxy.store.MaintenanceRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.SystemColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;

/** A warehouse of a test: stores on it, and Iceberg's own way in, as another program has it. */
final class Warehouse {
  static final FeatureSpec SPEC =
      FeatureSpec.builder("predictions").idColumns("sample_uid").field("default", "1").build();

  private final Map<String, Object> options = new LinkedHashMap<>();
  private final Path folder;

  Warehouse(Path folder) {
    this.folder = folder;
    options.put("warehouse", folder.toString());
  }

  Path folder() {
    return folder;
  }

  Warehouse option(String name, Object value) {
    options.put(name, value);
    return this;
  }

  Map<String, Object> options() {
    return options;
  }

  MetadataStore open() {
    var builder = Metaxy.store("iceberg").features(SPEC).project("test");
    options.forEach(builder::option);
    return builder.open();
  }

  Catalog catalog() {
    IcebergSettings settings =
        IcebergProvider.settings(new BackendConfig("test", Path.of(""), options));
    return CatalogUtil.buildIcebergCatalog("metaxy", CatalogProperties.of(settings), null);
  }

  Table table() {
    return catalog().loadTable(TableIdentifier.of("metaxy", "predictions"));
  }

  /** Maintenance as it would be after some time. */
  MaintenanceReport maintained(Duration later, MaintenanceRequest request) {
    BackendConfig config = new BackendConfig("test", Path.of(""), options);
    try (Workplace workplace = new Workplace(IcebergProvider.settings(config))) {
      return new Maintenance(workplace, Clock.offset(Clock.systemUTC(), later)).run(request);
    }
  }

  MaintenanceReport maintained(MaintenanceRequest request) {
    try (MetadataStore store = open()) {
      return store.maintain(request);
    }
  }

  /** Samples {@code first} to {@code last}, both included, with a score of a hundredth of each. */
  static List<Map<String, Object>> rows(long first, long last) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (long id = first; id <= last; id++) {
      rows.add(
          Map.of(
              "sample_uid",
              id,
              "score",
              id / 100.0,
              SystemColumns.PROVENANCE_BY_FIELD,
              Map.of("default", "p" + id)));
    }
    return rows;
  }

  static List<Object> ids(MetadataStore store) {
    return store.read("predictions").toList().stream()
        .map(row -> row.get("sample_uid"))
        .sorted()
        .toList();
  }

  /** The files below the warehouse that end so. */
  List<Path> files(String end) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(end)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
