package dev.patkit;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** How many lines of code each method has between its braces, as the parser of the JDK finds them. */
final class MethodLengths extends TreeScanner<@Nullable Void, CompilationUnitTree> {
    private final SourcePositions positions;
    private final Map<String, Integer> lengths = new TreeMap<>();

    private MethodLengths(SourcePositions positions) {
        this.positions = positions;
    }

    /** The length of each method of some files, by file, line and name. */
    static Map<String, Integer> of(List<Path> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            MethodLengths scanner = new MethodLengths(Trees.instance(task).getSourcePositions());
            task.parse().forEach(unit -> scanner.scan(unit, unit));
            return scanner.lengths;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, CompilationUnitTree unit) {
        if (method.getBody() != null) {
            LineMap lines = unit.getLineMap();
            int first = (int) lines.getLineNumber(positions.getStartPosition(unit, method.getBody()));
            int last = (int) lines.getLineNumber(positions.getEndPosition(unit, method.getBody()));
            Path file = Path.of(unit.getSourceFile().toUri());
            lengths.put(file.getFileName() + ":" + first + " " + method.getName(), (int)
                    SourceFiles.linesOf(file).subList(first, Math.max(first, last - 1)).stream()
                            .filter(SourceFiles::isCode)
                            .count());
        }
        return super.visitMethod(method, unit);
    }
}
