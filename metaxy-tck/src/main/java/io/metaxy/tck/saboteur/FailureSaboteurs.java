package io.metaxy.tck.saboteur;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureGraph;
import io.metaxy.MetaxyException;
import io.metaxy.store.MetadataStore;
import io.metaxy.tck.Rule;
import io.metaxy.tck.StoreHarness;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Saboteurs of the rules F. */
final class FailureSaboteurs {
  private FailureSaboteurs() {}

  static List<Saboteur> all() {
    return List.of(
        Saboteur.deleting(
            Rule.F1,
            "does not say where an error happened",
            (store, request) -> {
              try {
                return store.delete(request);
              } catch (MetaxyException e) {
                throw new MetaxyException(e.code(), e.problem(), e.remedy(), e);
              }
            }),
        new Saboteur(Rule.F2, "begins a new store when it cannot read the old", Beginner::new));
  }

  private static final class Beginner extends SabotagedHarness {
    private Path folder = Path.of("");

    Beginner(StoreHarness good) {
      super(good);
    }

    @Override
    public Map<String, Object> freshOptions(Path empty) {
      folder = empty;
      return good.freshOptions(empty);
    }

    @Override
    public MetadataStore open(Map<String, Object> options, FeatureGraph features, Clock clock) {
      try {
        return good.open(options, features, clock);
      } catch (MetaxyException e) {
        if (e.code() != ErrorCode.UNREADABLE_STORE) {
          throw e;
        }
        return good.open(good.freshOptions(folder.resolve("new")), features, clock);
      }
    }
  }
}
