package io.metaxy.tck.saboteur;

import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.MetaxyException;
import io.metaxy.store.SystemColumns;
import io.metaxy.tck.Rule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Saboteurs of the rules K and C. */
final class KeySaboteurs {
  private KeySaboteurs() {}

  static List<Saboteur> all() {
    return List.of(
        new Saboteur(
            Rule.K1,
            "makes capital letters of a key small",
            good ->
                new SabotagedHarness(good) {
                  @Override
                  public FeatureKey key(String text) {
                    return good.key(text.toLowerCase(Locale.ROOT));
                  }
                }),
        new Saboteur(
            Rule.K2,
            "leaves a feature out whose table is taken",
            good ->
                new SabotagedHarness(good) {
                  @Override
                  public FeatureGraph graph(FeatureSpec... specs) {
                    try {
                      return good.graph(specs);
                    } catch (MetaxyException e) {
                      return good.graph(specs[0]);
                    }
                  }
                }),
        Saboteur.writing(
            Rule.K3,
            "makes dots in column names underscores",
            (store, request) ->
                store.write(
                    Requests.with(
                        request,
                        Requests.rows(request).stream().map(KeySaboteurs::renamed).toList()))),
        Saboteur.reading(
            Rule.C1,
            "cuts times to milliseconds",
            (store, request) ->
                ListedRows.changed(
                    store.read(request),
                    row ->
                        row.get(SystemColumns.UPDATED_AT) instanceof Instant time
                            ? Requests.put(
                                row, SystemColumns.UPDATED_AT, time.truncatedTo(ChronoUnit.MILLIS))
                            : row)),
        Saboteur.writing(
            Rule.C2,
            "adds a column of its own to the table",
            (store, request) ->
                store.write(
                    Requests.with(
                        request,
                        Requests.rows(request).stream()
                            .map(row -> Requests.put(row, "row_number", 1L))
                            .toList()))));
  }

  private static Map<String, @Nullable Object> renamed(Map<String, @Nullable Object> row) {
    Map<String, @Nullable Object> renamed = new LinkedHashMap<>();
    row.forEach((name, value) -> renamed.put(name.replace('.', '_'), value));
    return renamed;
  }
}
