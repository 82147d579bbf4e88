package io.metaxy.core.store;

import io.metaxy.FeatureKey;
import io.metaxy.MetaxyException;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import org.jspecify.annotations.Nullable;

/** Rows whose errors say where they happened (rule F1), also when the first rows have come. */
final class NamedCursor implements RowCursor {
  private final RowCursor rows;
  private final FeatureKey feature;
  private final String backend;
  private final String operation;

  NamedCursor(RowCursor rows, FeatureKey feature, String backend, String operation) {
    this.rows = rows;
    this.feature = feature;
    this.backend = backend;
    this.operation = operation;
  }

  @Override
  public Schema schema() {
    return rows.schema();
  }

  @Override
  public boolean next() {
    try {
      return rows.next();
    } catch (MetaxyException e) {
      throw e.in(feature.toString(), backend, operation);
    }
  }

  @Override
  public @Nullable Object value(int column) {
    return rows.value(column);
  }

  @Override
  public int originOf(int column) {
    return rows.originOf(column);
  }

  @Override
  public void close() {
    rows.close();
  }
}
