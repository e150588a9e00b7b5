package dev.patkit.examples.warden.catalog;

import dev.patkit.examples.warden.rest.JsonBody;

/** The fields of an application that a member can set. */
record Registration(String name, String description, String repositoryLocation, String type) {
    private static final int MAX_NAME_LENGTH = 100;
    private static final int MAX_TEXT_LENGTH = 1000;

    static Registration of(JsonBody body) {
        return new Registration(
                body.text("name", MAX_NAME_LENGTH),
                body.optionalText("description", MAX_TEXT_LENGTH).orElse(""),
                body.optionalText("repositoryLocation", MAX_TEXT_LENGTH).orElse(""),
                body.optionalText("type", MAX_NAME_LENGTH)
                        .filter(type -> !type.isEmpty())
                        .orElse("Other"));
    }
}
