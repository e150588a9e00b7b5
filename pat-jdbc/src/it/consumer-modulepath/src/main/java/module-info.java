module consumer {
    requires com.h2database;
    requires dev.patkit.jdbc;
}
