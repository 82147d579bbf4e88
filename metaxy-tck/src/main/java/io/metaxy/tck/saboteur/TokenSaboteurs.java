package io.metaxy.tck.saboteur;

import io.metaxy.store.MetadataStore;
import io.metaxy.store.WriteReceipt;
import io.metaxy.store.WriteRequest;
import io.metaxy.tck.ForwardingStore;
import io.metaxy.tck.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Saboteurs of rule W8. */
final class TokenSaboteurs {
  private TokenSaboteurs() {}

  static List<Saboteur> all() {
    return List.of(
        Saboteur.writing(Rule.W8, "does not look at tokens", TokenSaboteurs::anew),
        Saboteur.opening(
            Rule.W8, "remembers tokens as long as it is open", (store, place) -> knowing(store)));
  }

  private static WriteReceipt anew(MetadataStore store, WriteRequest request) {
    WriteRequest plain = Requests.withoutToken(request, Requests.rows(request));
    return store.write(request.idempotencyToken().map(plain::materializationId).orElse(plain));
  }

  private static MetadataStore knowing(MetadataStore store) {
    Map<String, WriteReceipt> known = new HashMap<>();
    return new ForwardingStore(store) {
      @Override
      public WriteReceipt write(WriteRequest request) {
        String token = request.idempotencyToken().orElse("");
        WriteReceipt before = known.get(token);
        WriteReceipt receipt = before == null ? anew(good, request) : before;
        if (!token.isEmpty()) {
          known.put(token, receipt);
        }
        return receipt;
      }
    };
  }
}
