package dev.patkit.examples.warden.catalog;

/**
 * A search for applications.
 *
 * @param text the text that the name or the description must contain; empty for any
 * @param owner the member who registered them; empty for any
 */
record Search(String text, String owner) {
    /** All applications. */
    static final Search ALL = new Search("", "");
}
