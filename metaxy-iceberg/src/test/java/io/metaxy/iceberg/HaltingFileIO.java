package io.metaxy.iceberg;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/** Ends the process at a given step of what Iceberg does with files, as a kill would. */
public final class HaltingFileIO implements FileIO {
  private static final long serialVersionUID = 1L;

  /** The code of a process that was ended here. */
  static final int HALTED = 99;

  private static final AtomicInteger STEPS = new AtomicInteger();

  private final LocalFileIO files = new LocalFileIO();

  /** How many steps there were in this process. */
  static int steps() {
    return STEPS.get();
  }

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
    return new HaltingOutput(files.newOutputFile(location));
  }

  @Override
  public void deleteFile(String location) {
    step();
    files.deleteFile(location);
  }

  private record HaltingOutput(OutputFile file) implements OutputFile {
    @Override
    public PositionOutputStream create() {
      step();
      return new HaltingStream(file.create());
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
      step();
      return new HaltingStream(file.createOrOverwrite());
    }

    @Override
    public String location() {
      return file.location();
    }

    @Override
    public InputFile toInputFile() {
      return file.toInputFile();
    }
  }

  /** Half of a file may be there, or all of it and nobody knows yet. */
  private static final class HaltingStream extends PositionOutputStream {
    private final PositionOutputStream stream;
    private boolean isClosed;

    HaltingStream(PositionOutputStream stream) {
      this.stream = stream;
    }

    @Override
    public long getPos() throws IOException {
      return stream.getPos();
    }

    @Override
    public void write(int value) throws IOException {
      stream.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stream.write(bytes, offset, length / 2);
      stream.flush();
      step();
      stream.write(bytes, offset + length / 2, length - length / 2);
    }

    @Override
    public void flush() throws IOException {
      stream.flush();
    }

    @Override
    public void close() throws IOException {
      stream.close();
      if (!isClosed) {
        isClosed = true;
        step();
      }
    }
  }
}
