package io.metaxy.core.update;

import io.metaxy.FeatureSpec;
import io.metaxy.FieldKey;
import io.metaxy.FieldSpec;
import io.metaxy.core.plan.PlanCluster;
import io.metaxy.core.plan.PlanOperators;
import io.metaxy.core.plan.PlannedHash;
import io.metaxy.core.version.FieldRef;
import io.metaxy.store.SystemColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;

/**
 * The samples that there should be, with the provenance that they would have. Joined to what is
 * stored before it is hashed, so that only rows that count are hashed.
 */
final class Expected implements ExpectedRows {
  private static final String SEPARATOR = "|";

  private final FeatureSpec spec;
  private final Map<FieldKey, List<FieldRef>> parentFields;
  private final JoinedParents parents;
  private final JoinedParents samples;
  private final PlannedHash hash;

  /**
   * What there should be.
   *
   * @param parents the joined rows
   * @param samples the same without data versions: Calcite does not print a projection right that
   *     leaves out what a window worked out
   */
  Expected(
      FeatureSpec spec,
      Map<FieldKey, List<FieldRef>> parentFields,
      JoinedParents parents,
      JoinedParents samples,
      PlannedHash hash) {
    this.spec = spec;
    this.parentFields = parentFields;
    this.parents = parents;
    this.samples = samples;
    this.hash = hash;
  }

  private List<String> columns() {
    return parents.columns();
  }

  @Override
  public RelNode rows() {
    return parents.rows();
  }

  @Override
  public RelNode samples() {
    return samples.rows();
  }

  private List<String> fields() {
    return spec.fieldKeys().stream().map(FieldKey::structKey).distinct().sorted().toList();
  }

  private static String fieldColumn(String structKey) {
    return "metaxy_provenance_of_" + structKey;
  }

  @Override
  public List<String> resultColumns() {
    List<String> names = new ArrayList<>(columns());
    fields().forEach(field -> names.add(fieldColumn(field)));
    names.add(SystemColumns.PROVENANCE);
    return names;
  }

  @Override
  public int hashCount() {
    return fields().size() + 1;
  }

  /** The user columns, what is besides, the hash of each field, and {@code metaxy_provenance}. */
  @Override
  public RelNode result(RelNode rows, List<String> besides) {
    RelBuilder builder = PlanCluster.over(rows);
    RexBuilder rex = builder.getRexBuilder();
    Map<String, RexNode> hashes = new TreeMap<>();
    for (FieldSpec field : spec.fields()) {
      hashes.put(
          field.key().structKey(), hash.of(rex, PlanOperators.concat(rex, text(builder, field))));
    }
    List<String> names = new ArrayList<>(columns());
    names.addAll(besides);
    List<RexNode> fields = new ArrayList<>();
    names.forEach(name -> fields.add(builder.field(name)));
    hashes.forEach(
        (field, value) -> {
          names.add(fieldColumn(field));
          fields.add(value);
        });
    RelBuilder hashed = PlanCluster.over(Plans.project(builder.build(), fields, names));
    List<RexNode> all = new ArrayList<>(hashed.fields());
    List<RexNode> parts = new ArrayList<>();
    for (String field : hashes.keySet()) {
      if (!parts.isEmpty()) {
        parts.add(PlanOperators.text(rex, SEPARATOR));
      }
      parts.add(hashed.field(fieldColumn(field)));
    }
    all.add(hash.of(rex, PlanOperators.concat(rex, parts)));
    names.add(SystemColumns.PROVENANCE);
    return Plans.project(hashed.build(), all, names);
  }

  /** The text that a field's hash is of, in pieces. */
  private List<RexNode> text(RelBuilder builder, FieldSpec field) {
    RexBuilder rex = builder.getRexBuilder();
    List<RexNode> pieces = new ArrayList<>();
    StringBuilder constant = new StringBuilder();
    constant.append(field.key()).append(SEPARATOR).append(field.codeVersion());
    for (FieldRef parent : Objects.requireNonNull(parentFields.get(field.key()))) {
      constant.append(SEPARATOR).append(parent).append(SEPARATOR);
      pieces.add(PlanOperators.text(rex, constant.toString()));
      constant.setLength(0);
      RexNode version = builder.field(Objects.requireNonNull(parents.versions().get(parent)));
      pieces.add(isOptional(parent) ? PlanOperators.orEmpty(rex, version) : version);
    }
    if (constant.length() > 0) {
      pieces.add(PlanOperators.text(rex, constant.toString()));
    }
    return pieces;
  }

  private boolean isOptional(FieldRef parent) {
    return spec.deps().stream()
        .anyMatch(dep -> dep.feature().equals(parent.feature()) && dep.isOptional());
  }
}
