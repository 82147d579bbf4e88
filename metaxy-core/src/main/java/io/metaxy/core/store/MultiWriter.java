package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureKey;
import io.metaxy.MetaxyException;
import io.metaxy.schema.RowCursor;
import io.metaxy.store.WriteReceipt;
import io.metaxy.store.WriteRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes rows of several features, parents first. */
final class MultiWriter {
  private final StoreContext context;
  private final Writer writer;

  MultiWriter(StoreContext context, Writer writer) {
    this.context = context;
    this.writer = writer;
  }

  List<WriteReceipt> write(List<WriteRequest> requests) {
    try {
      return writeEach(requests);
    } finally {
      // Those that an error kept from being written, too.
      for (WriteRequest request : requests) {
        RowCursor given = RowSource.given(request.rows());
        if (given != null) {
          given.close();
        }
      }
    }
  }

  private List<WriteReceipt> writeEach(List<WriteRequest> requests) {
    context.requireWritable();
    Map<FeatureKey, WriteRequest> byFeature = new LinkedHashMap<>();
    for (WriteRequest request : requests) {
      context.features().definition(request.feature());
      if (byFeature.put(request.feature(), request) != null) {
        throw new MetaxyException(
            ErrorCode.INVALID_REQUEST,
            "Feature " + request.feature() + " comes twice in one write.",
            "Put its rows into one request; nothing was stored.");
      }
    }
    Map<FeatureKey, WriteReceipt> stored = new HashMap<>();
    List<String> before = new ArrayList<>();
    for (FeatureKey feature : context.features().topologicalOrder()) {
      WriteRequest request = byFeature.get(feature);
      if (request != null) {
        stored.put(feature, write(request, before));
        before.add(feature.toString());
      }
    }
    return requests.stream().map(r -> Objects.requireNonNull(stored.get(r.feature()))).toList();
  }

  private WriteReceipt write(WriteRequest request, List<String> before) {
    return context.run(
        request.feature(),
        "write",
        () -> {
          try {
            return writer.write(request);
          } catch (MetaxyException e) {
            if (before.isEmpty()) {
              throw e;
            }
            throw new MetaxyException(
                e.code(),
                e.problem() + " Before it were stored: " + String.join(", ", before) + ".",
                e.remedy(),
                e);
          }
        });
  }
}
