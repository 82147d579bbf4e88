package io.metaxy.iceberg;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Java process of a test, with this one's class path. One that hangs is killed, so that what
 * waits for it goes on, and fails; and none outlives this process.
 */
final class TestProcess {
  private static final long MOST_MINUTES = 5;

  private final Process process;

  private TestProcess(Process process) {
    this.process = process;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    var unused =
        process
            .onExit()
            .orTimeout(MOST_MINUTES, TimeUnit.MINUTES)
            .exceptionally(hung -> process.destroyForcibly());
  }

  static TestProcess start(Class<?> main, List<String> flags, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("--add-opens=java.base/java.nio=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"));
    command.addAll(flags);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new TestProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Waits for the next line that it prints; null at its end. */
  @Nullable String line() throws IOException {
    return process.inputReader(StandardCharsets.UTF_8).readLine();
  }

  /** Lets it go on, if it waits for the end of its input. */
  void goOn() throws IOException {
    process.outputWriter().close();
  }

  /** Kills it. */
  void kill() {
    process.destroyForcibly();
  }

  /** Whether it still runs. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end; gives its exit code. */
  int end() throws InterruptedException {
    return process.waitFor();
  }

  /** What it printed until its end. */
  String output() throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
