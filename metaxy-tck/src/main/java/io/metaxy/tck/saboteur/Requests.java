package io.metaxy.tck.saboteur;

import static io.metaxy.expr.Expressions.col;

import io.metaxy.FeatureKey;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.Filter;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.WriteRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Requests as saboteurs twist them. */
final class Requests {
  /** The id column of the tests' feature. */
  static final String ID = "sample_uid";

  private Requests() {}

  /** The request with other filters. */
  static ReadRequest filters(ReadRequest request, UnaryOperator<Filter> change) {
    ReadRequest result = withoutFilters(request);
    for (Filter filter : request.filters()) {
      result = result.where(change.apply(filter));
    }
    return result;
  }

  /** The request without its filters. */
  static ReadRequest withoutFilters(ReadRequest request) {
    ReadRequest result =
        ReadRequest.of(request.feature())
            .columns(request.columns())
            .deleted(request.deleted())
            .versions(request.versions());
    return request.sampleHistory() ? result.withSampleHistory() : result;
  }

  /** The deletion as it would be done in earnest. */
  static DeleteRequest inEarnest(DeleteRequest request) {
    DeleteRequest result =
        DeleteRequest.of(request.feature(), request.mode()).versions(request.versions());
    for (Filter filter : request.filters()) {
      result = result.where(filter);
    }
    return request.everything() ? result.all() : result;
  }

  /** The live latest rows that a deletion is about. */
  static ReadRequest victims(DeleteRequest request) {
    ReadRequest result = ReadRequest.of(request.feature());
    for (Filter filter : request.filters()) {
      result = result.where(filter);
    }
    return result;
  }

  /** The rows of a write; none if they come as a cursor. */
  static List<Map<String, @Nullable Object>> rows(WriteRequest request) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    if (request.rows() instanceof WriteRequest.Rows.Maps maps) {
      maps.rows().forEach(row -> rows.add(new LinkedHashMap<>(row)));
    }
    return rows;
  }

  /** The write with its rows changed. */
  static WriteRequest with(
      WriteRequest request, Iterable<? extends Map<String, @Nullable Object>> rows) {
    WriteRequest result = withoutToken(request, rows);
    return request.idempotencyToken().map(result::idempotencyToken).orElse(result);
  }

  /** The same without its token. */
  static WriteRequest withoutToken(
      WriteRequest request, Iterable<? extends Map<String, @Nullable Object>> rows) {
    WriteRequest result = WriteRequest.of(request.feature(), rows);
    return request.materializationId().map(result::materializationId).orElse(result);
  }

  /** All stored rows of all versions. */
  static List<Map<String, @Nullable Object>> history(MetadataStore store, FeatureKey feature) {
    if (!store.status(feature).isWritten()) {
      return List.of();
    }
    return store
        .read(ReadRequest.of(feature).includeDeleted().withSampleHistory().withFeatureHistory())
        .toList();
  }

  /** One row per sample: the last one in this order. */
  static List<Map<String, @Nullable Object>> last(
      Collection<Map<String, @Nullable Object>> rows,
      Comparator<Map<String, @Nullable Object>> order) {
    Map<Object, Map<String, @Nullable Object>> last = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> row : rows) {
      last.merge(id(row), row, (a, b) -> order.compare(a, b) > 0 ? a : b);
    }
    return List.copyOf(last.values());
  }

  /** The id of a row. */
  static Object id(Map<String, @Nullable Object> row) {
    return Objects.requireNonNull(row.get(ID));
  }

  /** Whether a row is a tombstone. */
  static boolean dead(Map<String, @Nullable Object> row) {
    return row.get(SystemColumns.DELETED_AT) != null;
  }

  /** The time of a row. */
  static Instant time(Map<String, @Nullable Object> row) {
    Object deleted = row.get(SystemColumns.DELETED_AT);
    Object time = deleted != null ? deleted : row.get(SystemColumns.UPDATED_AT);
    return (Instant) Objects.requireNonNull(time);
  }

  /** Rows of these samples. */
  static Filter samples(Collection<Object> ids) {
    return new Filter.Expression(col(ID).isIn(ids));
  }

  /** The row with another value. */
  static Map<String, @Nullable Object> put(
      Map<String, @Nullable Object> row, String column, @Nullable Object value) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(row);
    changed.put(column, value);
    return changed;
  }
}
