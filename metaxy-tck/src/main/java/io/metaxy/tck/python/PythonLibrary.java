package io.metaxy.tck.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.metaxy.ErrorCode;
import io.metaxy.core.json.JsonText;
import io.metaxy.core.tree.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The Python library in an environment of its own, made by pip in {@code target/python} once, or in
 * the folder that the property {@code metaxy.python.environment} names. {@code METAXY_PYTHON} names
 * an interpreter that has the library already. Without Python the tests are skipped and say so, but
 * where {@code METAXY_PYTHON_REQUIRED} is set they fail.
 */
final class PythonLibrary {
  private static final Path ENVIRONMENT =
      Path.of(System.getProperty("metaxy.python.environment", "target/python")).toAbsolutePath();

  private final Path interpreter;

  private PythonLibrary(Path interpreter) {
    this.interpreter = interpreter;
  }

  /** The library; skips the test if there is no Python. */
  static PythonLibrary find() throws IOException, InterruptedException {
    String given = System.getenv("METAXY_PYTHON");
    if (given != null) {
      return new PythonLibrary(Path.of(given));
    }
    Path interpreter = ENVIRONMENT.resolve("bin").resolve("python");
    Path requirements = resource("requirements.txt");
    Path installed = ENVIRONMENT.resolve("installed.txt");
    if (Files.exists(installed) && Files.mismatch(installed, requirements) < 0) {
      return new PythonLibrary(interpreter);
    }
    System.out.println("Making an environment for the Python library, this happens once ...");
    Optional<String> problem = runs("python3", "-m", "venv", ENVIRONMENT.toString());
    if (problem.isEmpty()) {
      problem =
          runs(interpreter.toString(), "-m", "pip", "install", "-q", "-r", requirements.toString());
    }
    if (problem.isPresent()) {
      missing(problem.get());
    }
    Files.copy(requirements, installed);
    return new PythonLibrary(interpreter);
  }

  private static void missing(String problem) {
    String message =
        "INTEROP NOT TESTED: the Python library cannot be installed: "
            + problem
            + " Install python3 with its venv module, or name an interpreter in METAXY_PYTHON.";
    if (System.getenv("METAXY_PYTHON_REQUIRED") != null) {
      throw new AssertionError(message);
    }
    System.err.println(message);
    abort(message);
  }

  /** Runs a command; gives what it said if it failed. */
  private static Optional<String> runs(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.empty() : Optional.of(output.strip());
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** A file of this package, beside the environment. */
  private static Path resource(String name) throws IOException {
    Files.createDirectories(ENVIRONMENT);
    Path file = ENVIRONMENT.resolve(name);
    try (InputStream content =
        Objects.requireNonNull(PythonLibrary.class.getResourceAsStream(name), name)) {
      Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  /** Does the steps of {@code interop.py} and gives the rows of its reads. */
  List<?> run(Map<String, Object> store, List<Map<String, Object>> steps)
      throws IOException, InterruptedException {
    return (List<?>) run("interop.py", Map.of("store", store, "steps", steps));
  }

  /** Gives a script of this package {@code asked} and takes what it answers, both JSON. */
  Object run(String script, Map<String, Object> asked) throws IOException, InterruptedException {
    resource("stores.py");
    Process process =
        new ProcessBuilder(interpreter.toString(), resource(script).toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (OutputStream input = process.getOutputStream();
        JsonGenerator json = new JsonFactory().createGenerator(input)) {
      write(json, asked);
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as("the Python library").isZero();
    Source source = new Source("the output of " + script, ErrorCode.INVALID_INPUT);
    return Objects.requireNonNull(JsonText.value(source, output));
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        write(json, element);
      }
      json.writeEndArray();
    } else {
      json.writeObject(value);
    }
  }
}
