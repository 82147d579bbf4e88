package io.metaxy.core.version;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureDep;
import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.FieldDep;
import io.metaxy.FieldDeps;
import io.metaxy.FieldKey;
import io.metaxy.FieldSpec;
import io.metaxy.FieldsMapping;
import io.metaxy.MetaxyException;
import io.metaxy.spi.NearMiss;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Which parent fields each field of a feature is made from. */
public final class ParentFields {
  private final FeatureSpec spec;
  private final Map<FeatureKey, FeatureSpec> parents = new LinkedHashMap<>();

  private ParentFields(FeatureGraph graph, FeatureKey feature) {
    this.spec = graph.spec(feature);
    graph.parents(feature).forEach(parent -> parents.put(parent.key(), parent));
  }

  /**
   * The parent fields of every field of {@code feature}, each list sorted by its texts.
   *
   * @throws MetaxyException {@code UNKNOWN_FEATURE} if a parent is not in the graph; {@code
   *     INVALID_FEATURE} if a field names an unknown parent field or ends up with none
   */
  public static Map<FieldKey, List<FieldRef>> of(FeatureGraph graph, FeatureKey feature) {
    ParentFields parentFields = new ParentFields(graph, feature);
    Map<FieldKey, List<FieldRef>> found = new LinkedHashMap<>();
    for (FieldSpec field : parentFields.spec.fields()) {
      found.put(field.key(), parentFields.of(field));
    }
    return found;
  }

  private List<FieldRef> of(FieldSpec field) {
    if (spec.deps().isEmpty()) {
      return List.of();
    }
    Collection<FieldRef> found = new TreeSet<>();
    if (field.deps() instanceof FieldDeps.All) {
      parents.values().forEach(parent -> found.addAll(refs(parent.key(), parent.fieldKeys())));
    } else if (field.deps() instanceof FieldDeps.Listed listed) {
      listed.fields().forEach(dep -> found.addAll(listed(field, dep)));
    } else {
      found.addAll(mapped(field));
    }
    return List.copyOf(found);
  }

  private List<FieldRef> listed(FieldSpec field, FieldDep dep) {
    FeatureSpec parent = parents.get(dep.feature());
    if (parent == null) {
      throw invalid(
          "Field "
              + field.key()
              + " of "
              + spec.key()
              + " is made from "
              + dep.feature()
              + ", which the feature does not depend on.",
          "Add the dependency. "
              + NearMiss.suggestion(
                  dep.feature().toString(),
                  parents.keySet().stream().map(FeatureKey::toString).toList()));
    }
    List<FieldKey> known = parent.fieldKeys();
    List<FieldKey> wanted = dep.fields();
    if (wanted == null) {
      return refs(parent.key(), known);
    }
    for (FieldKey key : wanted) {
      if (!known.contains(key)) {
        throw invalid(
            "Field "
                + field.key()
                + " of "
                + spec.key()
                + " is made from "
                + new FieldRef(parent.key(), key)
                + ", which does not exist.",
            NearMiss.suggestion(key.toString(), known.stream().map(FieldKey::toString).toList()));
      }
    }
    return refs(parent.key(), wanted);
  }

  private List<FieldRef> mapped(FieldSpec field) {
    List<FieldRef> found = new ArrayList<>();
    for (FeatureDep dep : spec.deps()) {
      FeatureSpec parent = parents.get(dep.feature());
      if (parent != null) {
        found.addAll(
            refs(parent.key(), mapped(dep.fieldsMapping(), field.key(), parent.fieldKeys())));
      }
    }
    if (found.isEmpty()) {
      throw invalid(
          "Field " + field.key() + " of " + spec.key() + " is made from no field of a parent.",
          "Name its parent fields, or change the fields mapping of a dependency.");
    }
    return found;
  }

  private static List<FieldKey> mapped(
      FieldsMapping mapping, FieldKey field, List<FieldKey> known) {
    if (mapping instanceof FieldsMapping.Default byKey) {
      List<FieldKey> counted =
          known.stream().filter(key -> !byKey.excludeFields().contains(key)).toList();
      List<FieldKey> equal =
          counted.stream()
              .filter(key -> key.equals(field) || (byKey.matchSuffix() && endsWith(key, field)))
              .toList();
      return equal.isEmpty() ? counted : equal;
    }
    if (mapping instanceof FieldsMapping.Specific specific) {
      return specific.mapping().getOrDefault(field, List.of()).stream()
          .filter(known::contains)
          .toList();
    }
    return mapping instanceof FieldsMapping.All ? known : List.of();
  }

  private static boolean endsWith(FieldKey key, FieldKey last) {
    int more = key.parts().size() - last.parts().size();
    return more >= 0 && key.parts().subList(more, key.parts().size()).equals(last.parts());
  }

  private static List<FieldRef> refs(FeatureKey feature, Collection<FieldKey> fields) {
    return fields.stream().map(field -> new FieldRef(feature, field)).toList();
  }

  private MetaxyException invalid(String problem, String remedy) {
    return new MetaxyException(ErrorCode.INVALID_FEATURE, problem, remedy)
        .in(spec.key().toString(), null, null);
  }
}
