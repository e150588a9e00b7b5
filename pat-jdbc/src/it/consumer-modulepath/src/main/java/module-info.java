module consumer {
    requires com.h2database;
    requires dev.patkit.jdbc;
    // H2 is an automatic module and cannot say so itself: its DataSource is a javax.naming.Referenceable.
    requires java.naming;
}
