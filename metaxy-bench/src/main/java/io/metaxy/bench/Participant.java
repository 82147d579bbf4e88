package io.metaxy.bench;

/** One way to do the work, on a fresh file. */
interface Participant extends AutoCloseable {

  /** What it is called in the table. */
  String name();

  /** Appends all samples; gives how many. */
  long write(long rows) throws Exception;

  /** Reads every cell of the live rows; gives how many rows. */
  long read() throws Exception;

  /** Soft deletes samples with a score below 0.1; gives how many. */
  long softDelete() throws Exception;

  /** Hard deletes samples with a score of at least 0.9; gives how many rows went. */
  long hardDelete() throws Exception;

  @Override
  void close() throws Exception;
}
