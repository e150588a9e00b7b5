package dev.patkit.examples.benchmarks.ratio;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws how many times as good as asked each figure is, on a scale of doublings: the median as a dot, the spread as a
 * line. Figures of which nothing is asked are left out. As plain SVG, so that it can be read in a diff.
 *
 * @see <a href="https://www.w3.org/TR/SVG2/">SVG 2</a>
 */
final class Plot {
    private static final int ROW = 22;
    private static final int TOP = 50;
    private static final int LEFT = 560;
    private static final int WIDTH = 400;
    private static final int DOUBLINGS = 2;
    private static final String MET = "#1a7f37";
    private static final String MISSED = "#c62828";

    private final List<Map.Entry<Comparison, Spread>> rows;

    Plot(Map<Comparison, Spread> ratios) {
        rows = ratios.entrySet().stream()
                .filter(entry -> entry.getKey().goal().direction() != Goal.Direction.TOLD)
                .toList();
    }

    String svg() {
        List<String> lines = new ArrayList<>();
        int height = TOP + ROW * rows.size() + ROW;
        lines.add(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">",
                LEFT + WIDTH + 2 * ROW, height));
        lines.add("<title>How many times as good as its target each figure is</title>");
        lines.add("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        for (int doubling = -DOUBLINGS; doubling <= DOUBLINGS; doubling++) {
            double x = x(Math.pow(2, doubling));
            String colour = doubling == 0 ? "#555555" : "#dddddd";
            lines.add(format(
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\"/>",
                    x, TOP - 8, x, height, colour));
            String label = doubling == 0 ? "on target" : format("%s times", Math.pow(2, doubling));
            lines.add(format("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>", x, TOP - 16, label));
        }
        for (int row = 0; row < rows.size(); row++) {
            draw(rows.get(row), TOP + ROW * row + ROW / 2, lines);
        }
        lines.add("</svg>");
        return String.join("\n", lines) + "\n";
    }

    private static void draw(Map.Entry<Comparison, Spread> row, int y, List<String> lines) {
        Goal goal = row.getKey().goal();
        Spread found = row.getValue();
        double median = goal.share(found.median());
        String colour = median >= 1 ? MET : MISSED;
        lines.add(format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s: %s</text>",
                LEFT - 10, y + 4, escaped(row.getKey().title()), found.middle()));
        lines.add(format(
                "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\" stroke-width=\"3\"/>",
                x(goal.share(found.least())), y, x(goal.share(found.most())), y, colour));
        lines.add(format("<circle cx=\"%.1f\" cy=\"%d\" r=\"5\" fill=\"%s\"/>", x(median), y, colour));
    }

    /** What lies beyond the scale is drawn at its end. */
    private static double x(double share) {
        double doublings = Math.log(share) / Math.log(2);
        double kept = Math.max(-DOUBLINGS, Math.min(DOUBLINGS, doublings));
        return LEFT + WIDTH * (kept + DOUBLINGS) / (2 * DOUBLINGS);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
