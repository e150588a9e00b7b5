package dev.patkit.examples.warden.catalog;

import dev.patkit.examples.warden.rest.JsonBody;

/** What a member says of an application: all of it that can be changed. */
record Registration(String name, String description, String repositoryLocation, String type) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEXT = 1000;

    static Registration of(JsonBody body) {
        return new Registration(
                body.text("name", LONGEST_NAME),
                body.optionalText("description", LONGEST_TEXT).orElse(""),
                body.optionalText("repositoryLocation", LONGEST_TEXT).orElse(""),
                body.optionalText("type", LONGEST_NAME)
                        .filter(type -> !type.isEmpty())
                        .orElse("Other"));
    }
}
