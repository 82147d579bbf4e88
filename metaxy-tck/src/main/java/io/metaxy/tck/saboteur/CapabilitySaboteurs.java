package io.metaxy.tck.saboteur;

import io.metaxy.spi.Capability;
import io.metaxy.store.MetadataStore;
import io.metaxy.tck.ForwardingStore;
import io.metaxy.tck.Rule;
import io.metaxy.tck.StoreHarness;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Those that can do what they do not declare, or declare what they cannot do. */
final class CapabilitySaboteurs {
  private CapabilitySaboteurs() {}

  static List<Saboteur> all() {
    return List.of(
        silent(Rule.W5, "adds columns and does not say so", EnumSet.of(Capability.ADD_COLUMNS)),
        Saboteur.writing(
            Rule.W5,
            "says that it can add columns and refuses them",
            (store, request) -> {
              if (store.status(request.feature()).isWritten()) {
                throw new UnsupportedOperationException(
                    "Backend " + store.backend() + " cannot add columns.");
              }
              return store.write(request);
            }),
        silent(
            Rule.T2,
            "lets several processes in and does not say so",
            EnumSet.of(Capability.MULTI_PROCESS)),
        silent(
            Rule.T3,
            "is durable and does not say so",
            EnumSet.of(Capability.DURABLE, Capability.MULTI_PROCESS)));
  }

  private static Saboteur silent(Rule rule, String deed, Set<Capability> hidden) {
    return new Saboteur(rule, deed, good -> new Silent(good, hidden));
  }

  /** Neither the harness nor the store tells of some capabilities. */
  private static final class Silent extends SabotagedHarness {
    private final Set<Capability> hidden;

    Silent(StoreHarness good, Set<Capability> hidden) {
      super(
          good,
          (store, place) ->
              new ForwardingStore(store) {
                @Override
                public Set<Capability> capabilities() {
                  return without(store, hidden);
                }
              });
      this.hidden = hidden;
    }

    private static Set<Capability> without(MetadataStore store, Set<Capability> hidden) {
      Set<Capability> fewer = EnumSet.noneOf(Capability.class);
      fewer.addAll(store.capabilities());
      fewer.removeAll(hidden);
      return fewer;
    }

    @Override
    public Set<Capability> missing() {
      Set<Capability> more = EnumSet.copyOf(hidden);
      more.addAll(good.missing());
      return more;
    }
  }
}
