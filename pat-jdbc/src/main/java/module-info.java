/** A token store over any {@link javax.sql.DataSource}. */
module dev.patkit.jdbc {
    requires com.fasterxml.jackson.databind;
    requires transitive dev.patkit.core;
    requires transitive java.sql;
    requires static transitive org.jspecify;

    exports dev.patkit.jdbc;
}
