package io.metaxy.iceberg;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/** Ends the process at a given step of what Iceberg does with files, as a kill would. */
public final class HaltingFileIO implements FileIO {
  private static final long serialVersionUID = 1L;

  /** The code of a process that was ended here. */
  static final int HALTED = 99;

  private static final AtomicInteger STEPS = new AtomicInteger();

  private final LocalFileIO files = new LocalFileIO();

  private static void step() {
    if (STEPS.incrementAndGet() == Integer.getInteger("halt.at", -1)) {
      Runtime.getRuntime().halt(HALTED);
    }
  }

  @Override
  public InputFile newInputFile(String location) {
    return files.newInputFile(location);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    step();
    return new HaltingOutput(files.newOutputFile(location));
  }

  @Override
  public void deleteFile(String location) {
    step();
    files.deleteFile(location);
  }

  private record HaltingOutput(OutputFile file) implements OutputFile {
    @Override
    public org.apache.iceberg.io.PositionOutputStream create() {
      step();
      return file.create();
    }

    @Override
    public org.apache.iceberg.io.PositionOutputStream createOrOverwrite() {
      step();
      return file.createOrOverwrite();
    }

    @Override
    public String location() {
      return file.location();
    }

    @Override
    public InputFile toInputFile() {
      // Asked for when the file is written: its bytes are there, and nobody knows yet.
      step();
      return file.toInputFile();
    }
  }
}
