package dev.patkit.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Intercepts every JDBC call between a store and its database. */
interface JdbcCalls {
    List<Class<?>> WATCHED = List.of(
            DataSource.class,
            Connection.class,
            PreparedStatement.class,
            Statement.class,
            ResultSet.class,
            DatabaseMetaData.class);

    /** One call on an object, which the test may make, change or refuse. */
    record Call(Object target, String name, Work work) {
        boolean is(String method) {
            return name.equals(method);
        }

        @Nullable
        Object proceed() throws Throwable {
            try {
                return work.invoke();
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    /** What the call does. */
    interface Work {
        @Nullable
        Object invoke() throws ReflectiveOperationException;
    }

    @Nullable
    Object on(Call call) throws Throwable;

    /** The same DataSource with this in between. */
    default DataSource over(DataSource dataSource) {
        return (DataSource) watch(DataSource.class, dataSource);
    }

    /** The same connection with this in between. */
    default Connection over(Connection connection) {
        return (Connection) watch(Connection.class, connection);
    }

    private Object watch(Class<?> type, Object target) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            Object answer = on(new Call(target, method.getName(), () -> method.invoke(target, arguments)));
            Class<?> returned = method.getReturnType();
            return answer != null && WATCHED.contains(returned) ? watch(returned, answer) : answer;
        });
    }
}
