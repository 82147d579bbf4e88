package io.metaxy.bench.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A side in a process of its own, which does a round when it is told to. */
final class Worker implements AutoCloseable {
  private final String name;
  private final Process process;
  private final BufferedReader output;
  private final Writer input;

  Worker(String name, List<String> command) throws IOException {
    this.name = name;
    this.process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.input = process.outputWriter(StandardCharsets.UTF_8);
  }

  String name() {
    return name;
  }

  /** Lets it do a round and adds what it says to {@code results}. */
  void round(Results results) throws IOException {
    input.write("round\n");
    input.flush();
    String line;
    while ((line = output.readLine()) != null) {
      String[] words = line.split(" ");
      if (words[0].equals("end")) {
        results.peak(name, Long.parseLong(words[1]));
        return;
      }
      results.add(words[0], name, Long.parseLong(words[1]), Long.parseLong(words[2]));
    }
    throw new IOException(name + " ended before its round did; see its message above");
  }

  @Override
  public void close() throws IOException {
    input.close();
    process.onExit().join();
  }
}
