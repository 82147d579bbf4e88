package io.metaxy.tck;

import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.schema.RowCursor;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.WriteRequest;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Another process that works on a store of a test. */
final class KitProcess {
  private KitProcess() {}

  /**
   * Starts one that does {@code task} with {@code arguments}.
   *
   * @param scratch its folder for temporary files, which a killed process leaves behind
   */
  static Process start(
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
      return new ProcessBuilder(command)
          .redirectError(ProcessBuilder.Redirect.appendTo(errors()))
          .start();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static File errors() throws IOException {
    File folder = new File("target");
    File log = new File(folder.isDirectory() ? folder : new File("."), "metaxy-tck-processes.log");
    log.createNewFile();
    return log;
  }

  public static void main(String[] args) {
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
