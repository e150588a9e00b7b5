/**
 * Tokens in a relational database: {@link dev.patkit.jdbc.JdbcTokenStore} over any {@code DataSource}, and the schema
 * scripts of each database in {@link dev.patkit.jdbc.PatSchema}.
 */
@NullMarked
package dev.patkit.jdbc;

import org.jspecify.annotations.NullMarked;
