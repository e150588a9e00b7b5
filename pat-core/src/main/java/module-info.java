/** Personal access tokens: the domain, without any database, web or JSON library. */
@SuppressWarnings("module") // Jackson is no dependency
module dev.patkit.core {
    requires static transitive org.jspecify;
    requires de.mkammerer.argon2.nolibs;
    requires static java.desktop;
    requires java.management;
    requires jdk.management;

    exports dev.patkit;
    exports dev.patkit.error;
    exports dev.patkit.secret;
    exports dev.patkit.store;
    exports dev.patkit.token;
    exports dev.patkit.verify;

    // Both Jacksons call the getters of a token, whose class is not public.
    opens dev.patkit.token to
            com.fasterxml.jackson.databind,
            tools.jackson.databind;
}
