package io.metaxy.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The Python library in an environment of its own, made by pip in {@code target} once. {@code
 * METAXY_PYTHON} names an interpreter that has the library already. Without Python the tests are
 * skipped and say so, but where {@code METAXY_PYTHON_REQUIRED} is set they fail.
 */
final class PythonLibrary {
  private static final Path SCRIPTS = Path.of("src", "test", "python");
  private static final Path ENVIRONMENT = Path.of("target", "python");

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
    Path interpreter = ENVIRONMENT.resolve("bin").resolve("python").toAbsolutePath();
    Path requirements = SCRIPTS.resolve("requirements.txt");
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
      String output =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.empty() : Optional.of(output.strip());
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Does the steps of {@code interop.py} and gives the rows of its reads. */
  List<?> run(Path database, List<Map<String, Object>> steps)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(interpreter.toString(), SCRIPTS.resolve("interop.py").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (OutputStream input = process.getOutputStream()) {
      input.write(
          new ObjectMapper()
              .writeValueAsBytes(Map.of("database", database.toString(), "steps", steps)));
    }
    byte[] output = process.getInputStream().readAllBytes();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as("the Python library").isZero();
    return new ObjectMapper().readValue(output, List.class);
  }
}
