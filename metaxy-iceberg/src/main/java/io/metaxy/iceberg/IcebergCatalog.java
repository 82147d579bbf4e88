package io.metaxy.iceberg;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.jspecify.annotations.Nullable;

/** The tables of one namespace. The catalog is opened when it is first needed. */
final class IcebergCatalog implements AutoCloseable {
  private final IcebergSettings settings;
  private final Map<String, String> properties;
  private final Namespace namespace;
  private @Nullable Catalog opened;

  IcebergCatalog(IcebergSettings settings) {
    this.settings = settings;
    this.properties = CatalogProperties.of(settings);
    this.namespace = Namespace.of(settings.namespace().split("\\."));
  }

  /** Whether it is a file that no write has made yet: looking must not make it. */
  private boolean isNew() {
    return CatalogProperties.sqliteFile(properties).map(CatalogFile::isNew).orElse(false);
  }

  /** Whether it is a file, so that no change of it is on its way after an error. */
  boolean isFile() {
    return CatalogProperties.sqliteFile(properties).isPresent();
  }

  private synchronized Catalog catalog() {
    if (opened == null) {
      CatalogProperties.sqliteFile(properties).ifPresent(CatalogFile::check);
      opened = CatalogUtil.buildIcebergCatalog(settings.catalogName(), properties, null);
    }
    return opened;
  }

  /** The names of the tables. */
  List<String> tables() {
    if (isNew()) {
      return List.of();
    }
    return IcebergErrors.translated(
        "listing tables",
        () -> {
          try {
            return catalog().listTables(namespace).stream().map(TableIdentifier::name).toList();
          } catch (NoSuchNamespaceException e) {
            return List.of();
          }
        });
  }

  /** The table as it is now; empty if there is none. */
  Optional<Table> load(String name) {
    if (isNew()) {
      return Optional.empty();
    }
    return IcebergErrors.translated(
        "loading table " + name,
        () -> {
          try {
            Table table = catalog().loadTable(identifier(name));
            settings.folder().ifPresent(folder -> CopiedWarehouse.refuse(folder, table));
            return Optional.of(table);
          } catch (NoSuchTableException e) {
            return Optional.empty();
          }
        });
  }

  private TableIdentifier identifier(String name) {
    return TableIdentifier.of(namespace, name);
  }

  /** A table that is made with what is done to it until its commit. */
  org.apache.iceberg.Transaction create(String name, org.apache.iceberg.Schema schema) {
    settings.folder().ifPresent(IcebergCatalog::makeFolder);
    return IcebergErrors.translated(
        "creating table " + name,
        () -> {
          if (settings.createsNamespace()
              && catalog() instanceof SupportsNamespaces namespaces
              && !namespaces.namespaceExists(namespace)) {
            makeNamespace(namespaces);
          }
          return Commit.pinned(
              this, name, catalog().buildTable(identifier(name), schema).createTransaction());
        });
  }

  /** Removes a table with its files, old snapshots included. */
  void drop(String name) {
    IcebergErrors.translated(
        "dropping table " + name, () -> catalog().dropTable(identifier(name), true));
  }

  private void makeNamespace(SupportsNamespaces namespaces) {
    try {
      namespaces.createNamespace(namespace);
    } catch (RuntimeException e) {
      if (!namespaces.namespaceExists(namespace)) {
        throw e;
      }
      // Another process made it meanwhile.
    }
  }

  /** The folder itself, but not one around it: that is more often a slip of the pen. */
  private static void makeFolder(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectory(folder);
      }
    } catch (java.nio.file.FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw unreachable(folder, "is no folder", e);
      }
    } catch (java.nio.file.NoSuchFileException e) {
      throw unreachable(folder, "cannot be made, since the folder around it is missing", e);
    } catch (IOException e) {
      throw unreachable(folder, "cannot be made", e);
    }
  }

  private static MetaxyException unreachable(Path folder, String what, IOException e) {
    return new MetaxyException(
        ErrorCode.UNREACHABLE,
        "The warehouse " + folder + " " + what + ".",
        "Make its folder, or mend the option warehouse.",
        e);
  }

  @Override
  public synchronized void close() {
    if (opened instanceof Closeable closeable) {
      try {
        closeable.close();
      } catch (IOException | RuntimeException e) {
        // All that was promised is committed.
      }
    }
    opened = null;
  }
}
