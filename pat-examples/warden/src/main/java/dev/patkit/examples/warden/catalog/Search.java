package dev.patkit.examples.warden.catalog;

/**
 * Which applications are wanted.
 *
 * @param text letters and digits that the name or the description must contain, or nothing
 * @param owner who must have registered them, or nothing
 */
record Search(String text, String owner) {
    /** All applications. */
    static final Search ALL = new Search("", "");
}
