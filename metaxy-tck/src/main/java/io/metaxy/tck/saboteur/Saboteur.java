package io.metaxy.tck.saboteur;

import io.metaxy.store.DeleteReceipt;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.Rows;
import io.metaxy.store.WriteReceipt;
import io.metaxy.store.WriteRequest;
import io.metaxy.tck.ForwardingStore;
import io.metaxy.tck.Rule;
import io.metaxy.tck.StoreHarness;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One that breaks a rule.
 *
 * @param rule the rule
 * @param deed how it breaks it
 * @param work makes of a good backend's harness one whose stores break the rule
 */
public record Saboteur(Rule rule, String deed, UnaryOperator<StoreHarness> work) {

  /** All of them. */
  public static List<Saboteur> all() {
    return Stream.of(
            KeySaboteurs.all(),
            WriteSaboteurs.all(),
            TokenSaboteurs.all(),
            ReadSaboteurs.all(),
            SoftDeleteSaboteurs.all(),
            HardDeleteSaboteurs.all(),
            CapabilitySaboteurs.all(),
            TimeSaboteurs.all(),
            ExpressionSaboteurs.all(),
            FailureSaboteurs.all(),
            SeveralStoresSaboteurs.all())
        .flatMap(List::stream)
        .toList();
  }

  /** One whose stores do this when they are opened. */
  static Saboteur opening(Rule rule, String deed, SabotagedHarness.Opening opening) {
    return new Saboteur(rule, deed, good -> new SabotagedHarness(good, opening));
  }

  /** One whose stores read so. */
  static Saboteur reading(
      Rule rule, String deed, BiFunction<MetadataStore, ReadRequest, Rows> reads) {
    return opening(
        rule,
        deed,
        (store, place) ->
            new ForwardingStore(store) {
              @Override
              public Rows read(ReadRequest request) {
                return reads.apply(good, request);
              }
            });
  }

  /** One whose stores write so. */
  static Saboteur writing(
      Rule rule, String deed, BiFunction<MetadataStore, WriteRequest, WriteReceipt> writes) {
    return opening(
        rule,
        deed,
        (store, place) ->
            new ForwardingStore(store) {
              @Override
              public WriteReceipt write(WriteRequest request) {
                return writes.apply(good, request);
              }
            });
  }

  /** One whose stores delete so. */
  static Saboteur deleting(
      Rule rule, String deed, BiFunction<MetadataStore, DeleteRequest, DeleteReceipt> deletes) {
    return opening(
        rule,
        deed,
        (store, place) ->
            new ForwardingStore(store) {
              @Override
              public DeleteReceipt delete(DeleteRequest request) {
                return deletes.apply(good, request);
              }
            });
  }

  @Override
  public String toString() {
    return rule + ": " + deed;
  }
}
