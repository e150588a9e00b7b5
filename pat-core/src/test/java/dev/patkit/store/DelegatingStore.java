package dev.patkit.store;

import dev.patkit.fixture.ForwardingStore;

/** A store that hands everything on to an honest one; those that break a promise override a method. */
abstract class DelegatingStore extends ForwardingStore {
    DelegatingStore() {
        super(new InMemoryTokenStore());
    }
}
