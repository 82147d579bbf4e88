package io.metaxy.cli.graph;

import org.jspecify.annotations.Nullable;

/**
 * How much a picture tells.
 *
 * @param fields whether fields are shown
 * @param featureVersions whether versions of features are shown
 * @param fieldVersions whether versions of fields are shown
 * @param codeVersions whether versions of code are shown
 * @param projectVersion whether the project's version is shown
 * @param projects whether the project of each feature is shown
 * @param hashLength how many characters of a version are shown; 0 means all
 * @param direction where lines go in Mermaid and Graphviz: {@code TB} or {@code LR}
 * @param title what stands over it; null means what it is
 */
public record Show(
    boolean fields,
    boolean featureVersions,
    boolean fieldVersions,
    boolean codeVersions,
    boolean projectVersion,
    boolean projects,
    int hashLength,
    String direction,
    @Nullable String title) {

  String hash(String version) {
    return hashLength <= 0 || version.length() <= hashLength
        ? version
        : version.substring(0, hashLength);
  }
}
