package dev.patkit.examples.warden.apprepository;

/** A branch as JSON. */
record Branch(String name, Commit latestCommit) {}
