package io.metaxy.spi;

import static java.util.Objects.requireNonNull;

import io.metaxy.store.MetadataStore;
import java.util.function.Supplier;

/**
 * A store that is read where another has no table of a feature.
 *
 * @param name its name
 * @param opening gives the open store; called once, when it is first needed
 * @param owner who closes it
 */
public record FallbackStore(String name, Supplier<MetadataStore> opening, Owner owner) {

  /** Who closes a fallback store. */
  public enum Owner {
    /** The store that falls back to it, when it is closed itself. */
    STORE,
    /** The caller. */
    CALLER
  }

  /** Checks that nothing is null. */
  public FallbackStore {
    requireNonNull(name, "name");
    requireNonNull(opening, "opening");
    requireNonNull(owner, "owner");
  }

  /** A store that the caller opened and closes. */
  public static FallbackStore of(MetadataStore store) {
    return new FallbackStore(store.name(), () -> store, Owner.CALLER);
  }
}
