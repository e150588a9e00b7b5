package dev.patkit.examples.warden.apprepository;

/** A branch, as it goes over the wire. */
record Branch(String name, Commit latestCommit) {}
