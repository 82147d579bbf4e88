package io.metaxy.clickhouse;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The engine of the npm package {@code chdb} behind HTTP, in a process of Node that lives as long
 * as this one. The package is installed once, in the module's {@code target}.
 */
final class NodeEngine {
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "server.js", "insert.js");

  /** The package has some hundred megabytes. */
  private static final Duration INSTALLATION = Duration.ofMinutes(30);

  private NodeEngine() {}

  /**
   * Installs what is not there yet and starts the engine.
   *
   * @throws IOException if there is no Node, or the package cannot be installed; the message says
   *     so
   */
  static URI start() throws IOException, InterruptedException {
    Path folder = folder();
    Files.createDirectories(folder);
    // Modules that are tested side by side install one at a time.
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      install(folder);
    }
    return serve(folder);
  }

  /** Modules beside this one that test on ClickHouse share its folder. */
  private static Path folder() {
    Path module = Path.of("..", "metaxy-clickhouse");
    return (Files.isDirectory(module) ? module : Path.of(""))
        .resolve(Path.of("target", "clickhouse-engine"))
        .toAbsolutePath()
        .normalize();
  }

  private static void install(Path folder) throws IOException, InterruptedException {
    for (String file : FILES) {
      try (InputStream resource = NodeEngine.class.getResourceAsStream("engine/" + file)) {
        Files.copy(resource, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path installed = folder.resolve("installed.json");
    if (Files.exists(installed) && Files.mismatch(installed, folder.resolve("package.json")) < 0) {
      return;
    }
    System.out.println("Installing the ClickHouse engine of the tests, this happens once ...");
    Process npm =
        new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    npm.getOutputStream().close();
    String said =
        inTime(
            npm,
            INSTALLATION,
            () -> new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    if (npm.waitFor() != 0) {
      throw new IOException("npm install failed: " + said.strip());
    }
    Files.copy(folder.resolve("package.json"), installed, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The process ends when its standard input does, which is with this process however it ends. */
  private static URI serve(Path folder) throws IOException, InterruptedException {
    File log = folder.resolve("server.log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder("node", "server.js")
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(log));
    // Each running query holds one of these threads.
    builder.environment().put("UV_THREADPOOL_SIZE", "64");
    Process process = builder.start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line =
        inTime(process, ClickHouseEngine.PATIENCE, () -> String.valueOf(output.readLine()));
    if (!line.startsWith("listening ")) {
      throw new IOException("node server.js did not start, see " + log);
    }
    return URI.create("http://127.0.0.1:" + line.substring("listening ".length()));
  }

  /** What a process says; one that takes too long is killed. */
  private static String inTime(Process process, Duration patience, Callable<String> reading)
      throws IOException, InterruptedException {
    FutureTask<String> said = new FutureTask<>(reading);
    Thread reader = new Thread(said, "engine-output");
    reader.setDaemon(true);
    reader.start();
    try {
      return said.get(patience.toMinutes(), TimeUnit.MINUTES);
    } catch (ExecutionException | TimeoutException e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IOException("The engine's process said nothing in time.", e);
    }
  }
}
