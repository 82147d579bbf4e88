package io.metaxy.core.store;

import io.metaxy.schema.Column;
import io.metaxy.store.SystemColumns;
import java.util.List;
import java.util.stream.Stream;

/** The system columns that say what a sample was made from. */
final class HashColumns {
  /** A map by field, then the hash of it: of the provenance, then of the data versions. */
  static final List<Column> ALL =
      Stream.of(
              SystemColumns.PROVENANCE_BY_FIELD,
              SystemColumns.PROVENANCE,
              SystemColumns.DATA_VERSION_BY_FIELD,
              SystemColumns.DATA_VERSION)
          .map(name -> SystemColumns.SCHEMA.find(name).orElseThrow())
          .toList();

  private HashColumns() {}
}
