package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.FeatureTable;
import io.metaxy.core.plan.RelationalTransaction;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.WriteRequest;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Batches that are stored once under their token (rule W8). The token is the rows' {@code
 * metaxy_materialization_id}: it comes with them or not at all, on every backend.
 */
final class TokenWrites {
  private TokenWrites() {}

  /**
   * What an earlier write stored.
   *
   * @param at the time of its rows
   * @param rows how many of them are there
   */
  record Earlier(Instant at, long rows) {}

  /**
   * What the rows of a request get as their materialization id.
   *
   * @throws MetaxyException {@code INVALID_REQUEST} if it has a token and another id
   */
  static @Nullable String materializationId(WriteRequest request) {
    Optional<String> token = request.idempotencyToken();
    Optional<String> id = request.materializationId();
    if (token.isPresent() && (token.get().isBlank() || id.isPresent() && !id.equals(token))) {
      throw new MetaxyException(
          ErrorCode.INVALID_REQUEST,
          token.get().isBlank()
              ? "The idempotency token is blank."
              : "The write has both an idempotency token and a materialization id.",
          "Give one text that names this batch alone; nothing was stored.");
    }
    return token.or(() -> id).orElse(null);
  }

  /**
   * Looks for the batch of a request, in its transaction.
   *
   * @param featureVersion the version that its rows would have
   * @return empty if the request has no token, or it was not stored
   */
  static Optional<Earlier> find(
      WriteRequest request,
      RelationalTransaction transaction,
      FeatureTable table,
      String featureVersion) {
    Schema stored = table.schema();
    if (request.idempotencyToken().isEmpty() || !stored.has(SystemColumns.MATERIALIZATION_ID)) {
      return Optional.empty();
    }
    Optional<String> version =
        request.keepsVersions() ? Optional.empty() : Optional.of(featureVersion);
    Earlier earlier = null;
    try (RowCursor times =
        transaction.query(
            FeaturePlans.writtenAs(table, request.idempotencyToken().get(), version))) {
      while (times.next()) {
        Instant at = (Instant) Objects.requireNonNull(times.value(0));
        if (earlier == null || at.isBefore(earlier.at())) {
          // What was restored later has a later time.
          earlier = new Earlier(at, (Long) Objects.requireNonNull(times.value(1)));
        }
      }
    }
    return Optional.ofNullable(earlier);
  }
}
