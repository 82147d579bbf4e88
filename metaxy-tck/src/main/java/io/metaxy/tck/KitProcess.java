package io.metaxy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.MetaxyException;
import io.metaxy.schema.RowCursor;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.WriteRequest;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Another process that works on a store of a test, and ends with it at the latest. */
final class KitProcess implements AutoCloseable {
  /** Nothing that the kit waits for takes so long; what does hangs, and its test fails. */
  static final Duration MOST = Duration.ofMinutes(Long.getLong("metaxy.kit.minutes", 30));

  /** The exit code of a process whose store refused something. */
  private static final int REFUSED = 3;

  private final Process process;
  private final BufferedReader output;
  private final CompletableFuture<Boolean> late;

  private KitProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.late =
        process
            .onExit()
            .thenApply(ended -> false)
            .completeOnTimeout(true, MOST.toSeconds(), TimeUnit.SECONDS);
    late.thenAccept(
        isLate -> {
          if (isLate) {
            kill();
          }
        });
  }

  /**
   * Starts one that does {@code task} with {@code arguments}.
   *
   * @param scratch its folder for temporary files, which a killed process leaves behind
   */
  static KitProcess start(
      String backend,
      Map<String, Object> options,
      Path scratch,
      String task,
      List<String> arguments) {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // It lives for a second: the plain compiler and collector start it fastest.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    // What the virtual machine itself has to say would stand among what the test reads.
    command.add("-XX:+DisplayVMOutputToStderr");
    command.add("-Djava.io.tmpdir=" + scratch);
    // What the engine's libraries need of the virtual machine, they need here, too.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--"))
        .forEach(command::add);
    command.add("-cp");
    command.add(classPath);
    command.add(KitProcess.class.getName());
    command.add(backend);
    command.add(task);
    command.addAll(arguments);
    options.forEach((name, value) -> command.add("option:" + name + "=" + value));
    try {
      return new KitProcess(
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(errors()))
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static File errors() throws IOException {
    File folder = new File("target");
    File log = new File(folder.isDirectory() ? folder : new File("."), "metaxy-tck-processes.log");
    log.createNewFile();
    return log;
  }

  /** Where to look for what a process said otherwise. */
  static String more() {
    try {
      return "what it said otherwise is in " + errors().getAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its next line; null if there is none because it ended. */
  @Nullable String line() {
    try {
      return output.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets it work to its end, and gives what it said. Fails if it does not work. */
  String finished(String rule) throws InterruptedException {
    String said = rest();
    assertWorked(rule, said, process.waitFor());
    return said;
  }

  /** Lets it work to its end; whether its store refused something. Fails if all else went wrong. */
  boolean isRefused(String rule) throws InterruptedException {
    String said = rest();
    int code = process.waitFor();
    if (code == REFUSED) {
      return true;
    }
    assertWorked(rule, said, code);
    return false;
  }

  private void assertWorked(String rule, String said, int code) {
    assertThat(code)
        .as(
            "%s: the process works; it %s and said '%s'; %s",
            rule,
            late.join() ? "hung for " + MOST.toMinutes() + " minutes" : "ended",
            said.strip(),
            more())
        .isZero();
  }

  private String rest() {
    StringBuilder rest = new StringBuilder();
    for (String line = line(); line != null; line = line()) {
      rest.append(line).append('\n');
    }
    return rest.toString();
  }

  /** By its handle: the process itself would close the stream, and what it told would be lost. */
  void kill() {
    process.toHandle().destroyForcibly();
  }

  @Override
  public void close() {
    kill();
    process.onExit().join();
    try {
      output.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void main(String[] args) {
    try {
      run(args);
    } catch (MetaxyException e) {
      e.printStackTrace();
      System.out.println("refused " + e.code());
      System.exit(REFUSED);
    }
  }

  private static void run(String[] args) {
    var builder =
        Metaxy.store(args[0])
            .project("kit")
            .features(
                FeatureSpec.builder("predictions")
                    .idColumns("sample_uid")
                    .field("default", "1")
                    .build());
    List<String> arguments = new ArrayList<>();
    for (String arg : args) {
      if (arg.startsWith("option:")) {
        int equals = arg.indexOf('=');
        builder.option(arg.substring("option:".length(), equals), arg.substring(equals + 1));
      } else {
        arguments.add(arg);
      }
    }
    try (MetadataStore store = builder.open()) {
      switch (arguments.get(1)) {
        case "operations" ->
            operations(store, Long.parseLong(arguments.get(2)), Integer.parseInt(arguments.get(3)));
        case "stream" -> stream(store, Integer.parseInt(arguments.get(2)));
        default -> {
          int worker = Integer.parseInt(arguments.get(2));
          new Contention(store, worker).run(Integer.parseInt(arguments.get(3)));
          System.out.println("finished");
        }
      }
    }
  }

  private static void stream(MetadataStore store, int rows) {
    WriteRequest request = WriteRequest.of(FeatureKey.of("predictions"), new ManyRows(rows));
    System.out.println("written " + store.write(request).rows());
    long read = 0;
    try (RowCursor cursor = store.read("predictions").cursor()) {
      while (cursor.next()) {
        read++;
      }
    }
    System.out.println("read " + read);
  }

  /** Operations without end, each told when it is done, until somebody kills the process. */
  private static void operations(MetadataStore store, long seed, int first) {
    Operations operations = Operations.of(seed, store);
    for (int n = first; ; n++) {
      operations.run(store, n);
      System.out.println("done " + n);
      System.out.flush();
    }
  }
}
