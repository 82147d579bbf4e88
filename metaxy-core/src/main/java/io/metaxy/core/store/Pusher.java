package io.metaxy.core.store;

import io.metaxy.store.PushReceipt;

final class Pusher {
  Pusher(StoreContext c) {}

  PushReceipt push() {
    throw new UnsupportedOperationException();
  }
}
