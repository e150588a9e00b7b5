/** Personal access tokens: the domain, without any database, web or JSON library. */
module dev.patkit.core {
    requires static transitive org.jspecify;
    requires de.mkammerer.argon2.nolibs;
    requires java.management;
    requires jdk.management;

    exports dev.patkit;
    exports dev.patkit.error;
    exports dev.patkit.secret;
    exports dev.patkit.store;
    exports dev.patkit.token;
    exports dev.patkit.verify;
}
