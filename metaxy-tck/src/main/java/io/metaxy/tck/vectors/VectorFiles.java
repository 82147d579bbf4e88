package io.metaxy.tck.vectors;

import io.metaxy.ErrorCode;
import io.metaxy.core.json.JsonText;
import io.metaxy.core.tree.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Recorded answers: the packaged ones, and those in the folder that {@code -Dmetaxy.vectors=DIR}
 * names and below it, told apart by a word in their names.
 */
final class VectorFiles {
  private VectorFiles() {}

  /** The contents of the packaged files {@code names} and of the files of this kind, by name. */
  static Map<String, @Nullable Object> of(String kind, List<String> names) {
    Map<String, @Nullable Object> files = new LinkedHashMap<>();
    try {
      for (String name : names) {
        try (InputStream in =
            Objects.requireNonNull(
                VectorFiles.class.getResourceAsStream(name + ".json.gz"), name)) {
          files.put(name, json(name, new GZIPInputStream(in)));
        }
      }
      String more = System.getProperty("metaxy.vectors");
      if (more != null) {
        Path folder = folder(more);
        List<Path> found = found(folder, kind);
        if (found.isEmpty()) {
          System.out.println("metaxy.vectors: there are no " + kind + " in " + folder);
        }
        for (Path file : found) {
          System.out.println("metaxy.vectors: reading " + file);
          try (InputStream in = Files.newInputStream(file)) {
            files.put(folder.relativize(file).toString(), json(file.toString(), in));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** The folder, in the working directory or, when a module is tested, in the one above. */
  private static Path folder(String name) {
    return Stream.of(Path.of(name), Path.of("..").resolve(name))
        .filter(Files::isDirectory)
        .findFirst()
        .map(folder -> folder.toAbsolutePath().normalize())
        .orElseThrow(
            () ->
                new AssertionError(
                    "-Dmetaxy.vectors: there is no folder "
                        + Path.of(name).toAbsolutePath()
                        + "; give its whole path"));
  }

  private static List<Path> found(Path folder, String kind) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().contains(kind))
          .filter(file -> file.getFileName().toString().endsWith(".json"))
          .sorted()
          .toList();
    }
  }

  private static @Nullable Object json(String name, InputStream in) throws IOException {
    return JsonText.value(
        new Source(name, ErrorCode.INVALID_INPUT),
        new String(in.readAllBytes(), StandardCharsets.UTF_8));
  }

  @SuppressWarnings("unchecked") // Keys of JSON objects are texts.
  static Map<String, @Nullable Object> object(@Nullable Object value) {
    return (Map<String, @Nullable Object>) Objects.requireNonNull(value);
  }

  @SuppressWarnings("unchecked")
  static List<@Nullable Object> list(@Nullable Object value) {
    return value == null ? List.of() : (List<@Nullable Object>) value;
  }
}
