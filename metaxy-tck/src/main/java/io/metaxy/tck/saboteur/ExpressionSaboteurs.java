package io.metaxy.tck.saboteur;

import static io.metaxy.expr.Expressions.lit;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.store.Filter;
import io.metaxy.tck.Rule;
import java.util.List;

/** Saboteurs of the rules E. */
final class ExpressionSaboteurs {
  private ExpressionSaboteurs() {}

  static List<Saboteur> all() {
    return List.of(
        Saboteur.reading(
            Rule.E1,
            "takes a null condition for true",
            (store, request) ->
                store.read(
                    Requests.filters(
                        request,
                        filter ->
                            filter instanceof Filter.Expression e
                                ? new Filter.Expression(e.expr().fillNull(true))
                                : filter))),
        Saboteur.reading(
            Rule.E2,
            "lets a text end its own quotes",
            (store, request) ->
                store.read(
                    Requests.filters(
                        request,
                        filter ->
                            filter.toString().contains("OR 1=1")
                                ? new Filter.Expression(lit(true))
                                : filter))),
        Saboteur.reading(
            Rule.E3,
            "leaves out a filter that it cannot express",
            (store, request) -> {
              try {
                return store.read(request);
              } catch (MetaxyException e) {
                if (e.code() != ErrorCode.UNSUPPORTED_EXPRESSION) {
                  throw e;
                }
                return store.read(Requests.withoutFilters(request));
              }
            }),
        Saboteur.reading(
            Rule.E4,
            "finds nothing equal to NULL, as SQL does",
            (store, request) ->
                store.read(
                    Requests.filters(
                        request,
                        filter ->
                            filter.toString().endsWith("= NULL")
                                ? new Filter.Expression(lit(false))
                                : filter))),
        Saboteur.reading(
            Rule.E5,
            "takes a short name for the system's although the feature has its own",
            (store, request) ->
                store.read(
                    Requests.filters(
                        request,
                        filter ->
                            filter instanceof Filter.Text text
                                ? new Filter.Text(
                                    text.text()
                                        .replaceAll("\\b(created|updated|deleted)_at", "metaxy_$0"))
                                : filter))));
  }
}
