package io.metaxy.cli.graph;

import io.metaxy.graph.Change;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a picture says, the same in every form. */
final class Words {
  private final Drawing drawing;
  private final Show show;

  Words(Drawing drawing, Show show) {
    this.drawing = drawing;
    this.show = show;
  }

  /** What stands over the picture. */
  String title() {
    String title = show.title();
    if (title == null) {
      title = drawing.isDiff() ? "Feature Graph Changes" : "Feature Graph";
    }
    if (!show.projectVersion()) {
      return plain(title);
    }
    return plain(
        title
            + ": "
            + drawing.project()
            + " "
            + versions(drawing.oldVersion(), drawing.newVersion()));
  }

  /** A sign and a space for what became of something; nothing where nothing is compared. */
  static String mark(@Nullable Change change) {
    if (change == null) {
      return "";
    }
    return switch (change) {
      case ADDED -> "+ ";
      case REMOVED -> "- ";
      case CHANGED -> "~ ";
      case UNCHANGED -> "  ";
    };
  }

  /** The lines about a feature below its key, fields left out. */
  List<String> about(Box box) {
    List<String> lines = new ArrayList<>();
    if (show.projects() && box.project() != null) {
      lines.add(plain("project " + box.project() + (box.isExternal() ? ", external" : "")));
    }
    List<String> versions = new ArrayList<>();
    if (show.featureVersions()) {
      versions.add(versions(box.oldVersion(), box.newVersion()));
    }
    if (show.codeVersions()) {
      versions.add("code " + show.hash(box.feature().codeVersion()));
    }
    if (!versions.isEmpty()) {
      lines.add(plain(String.join(", ", versions)));
    }
    return lines;
  }

  /** All lines of a box. */
  List<String> lines(Box box) {
    List<String> lines = new ArrayList<>();
    lines.add(mark(box.change()) + box.key());
    lines.addAll(about(box));
    fields(box).forEach(f -> lines.add("· " + mark(f.change()) + field(f)));
    return lines;
  }

  /** The fields to show. */
  List<Box.Field> fields(Box box) {
    return show.fields() ? box.fields() : List.of();
  }

  /** A field and its versions. */
  String field(Box.Field field) {
    List<String> parts = new ArrayList<>();
    if (show.fieldVersions() && (field.oldVersion() != null || field.newVersion() != null)) {
      parts.add(versions(field.oldVersion(), field.newVersion()));
    }
    if (show.codeVersions() && field.codeVersion() != null) {
      parts.add("code " + field.codeVersion());
    }
    return plain(field.key() + (parts.isEmpty() ? "" : " " + String.join(", ", parts)));
  }

  /** A version, or two if it changed. */
  private String versions(@Nullable String before, @Nullable String after) {
    if (before == null || after == null || before.equals(after)) {
      return show.hash(String.valueOf(after != null ? after : before));
    }
    return show.hash(before) + " → " + show.hash(after);
  }

  /** Without what could lead a terminal astray. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
