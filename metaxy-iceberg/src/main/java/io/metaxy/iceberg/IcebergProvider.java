package io.metaxy.iceberg;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.spi.Backend;
import io.metaxy.spi.BackendConfig;
import io.metaxy.spi.BackendProvider;
import io.metaxy.spi.ConfigOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The backend {@code iceberg}: tables of Apache Iceberg, shared with the Python library and other
 * engines, in any catalog that Iceberg's Java library knows. It keeps every rule.
 */
public final class IcebergProvider implements BackendProvider {
  private static final String WAREHOUSE = "warehouse";
  private static final String NAMESPACE = "namespace";
  private static final String CATALOG_NAME = "catalog_name";
  private static final String CATALOG_PROPERTIES = "catalog_properties";
  private static final String AUTO_CREATE_NAMESPACE = "auto_create_namespace";
  private static final String BUSY_TIMEOUT = "busy_timeout_ms";
  private static final String BULK_ROWS = "bulk_rows";
  private static final String TEMPORARY = "temp_directory";
  private static final String COMPACT_AFTER = "compact_after_files";
  private static final String CONFIG = "config";

  /** For {@link java.util.ServiceLoader}. */
  public IcebergProvider() {}

  @Override
  public String name() {
    return "iceberg";
  }

  @Override
  public List<String> aliases() {
    return List.of(
        "metaxy.ext.polars.handlers.iceberg.IcebergMetadataStore",
        "metaxy.ext.metadata_stores.iceberg.IcebergMetadataStore");
  }

  @Override
  public List<ConfigOption> options() {
    return List.of(
        ConfigOption.of(
            WAREHOUSE, ConfigOption.Type.PATH, "The folder or URI of the tables' files."),
        new ConfigOption(
            NAMESPACE, ConfigOption.Type.TEXT, "The Iceberg namespace of the tables.", "metaxy"),
        new ConfigOption(
            CATALOG_NAME, ConfigOption.Type.TEXT, "The name of the Iceberg catalog.", "metaxy"),
        ConfigOption.of(
            CATALOG_PROPERTIES,
            ConfigOption.Type.TABLE,
            "The catalog's properties, type first; without them the catalog is catalog.db in the"
                + " warehouse."),
        new ConfigOption(
            AUTO_CREATE_NAMESPACE,
            ConfigOption.Type.BOOLEAN,
            "Whether the first write makes the namespace.",
            "true"),
        new ConfigOption(
            BUSY_TIMEOUT,
            ConfigOption.Type.MILLISECONDS,
            "How long to wait for another writer before an operation fails as BUSY.",
            "30000"),
        new ConfigOption(
            BULK_ROWS,
            ConfigOption.Type.INTEGER,
            "A write of at least so many rows goes through Arrow, which starts slowly and is fast then.",
            "2000"),
        ConfigOption.of(
            TEMPORARY,
            ConfigOption.Type.PATH,
            "Where temporary files go; the system's folder for them unless given."),
        new ConfigOption(
            COMPACT_AFTER,
            ConfigOption.Type.INTEGER,
            "A write that leaves more files than this in the table compacts it; 0 is never.",
            "0"),
        ConfigOption.of(
            CONFIG,
            ConfigOption.Type.TABLE,
            "Settings of the DuckDB that calculates, such as threads and memory_limit."));
  }

  @Override
  public Backend open(BackendConfig config) {
    return new IcebergBackend(settings(config));
  }

  static IcebergSettings settings(BackendConfig config) {
    return new IcebergSettings(
        warehouse(config),
        config.text(NAMESPACE).orElse("metaxy"),
        config.text(CATALOG_NAME).orElse("metaxy"),
        table(config, CATALOG_PROPERTIES),
        config.flag(AUTO_CREATE_NAMESPACE, true),
        config.milliseconds(BUSY_TIMEOUT, 30_000),
        config.number(BULK_ROWS, 2_000),
        config.text(TEMPORARY).isPresent() ? config.requiredPath(TEMPORARY) : null,
        config.number(COMPACT_AFTER, 0),
        table(config, CONFIG));
  }

  /** As the Python library has it: a path is a {@code file:} URI, any other URI stays. */
  private static String warehouse(BackendConfig config) {
    String text = config.text(WAREHOUSE).orElse("");
    if (text.startsWith("file:") || text.startsWith("local:")) {
      return "file://" + LocalFileIO.path(text.replaceFirst("^local:", "file:"));
    }
    if (text.contains("://")) {
      return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
    if (text.startsWith("~/")) {
      return "file://" + System.getProperty("user.home") + text.substring(1);
    }
    return "file://" + config.requiredPath(WAREHOUSE);
  }

  private static Map<String, String> table(BackendConfig config, String name) {
    Map<String, String> table = new LinkedHashMap<>();
    Object value = config.options().get(name);
    if (value instanceof Map<?, ?> given) {
      given.forEach((key, text) -> table.put(String.valueOf(key), String.valueOf(text)));
    } else if (value != null) {
      throw new MetaxyException(
          ErrorCode.INVALID_CONFIG,
          "Option " + name + " of store " + config.store() + " is no table of names and texts.",
          "Write it as [stores." + config.store() + ".config." + name + "].");
    }
    return table;
  }
}
