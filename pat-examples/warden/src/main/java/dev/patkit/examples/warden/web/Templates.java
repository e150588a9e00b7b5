package dev.patkit.examples.warden.web;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The page templates. Their extension {@code ftlh} turns on HTML escaping. */
final class Templates {
    private final Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);

    Templates() {
        configuration.setClassForTemplateLoading(Templates.class, "/dev/patkit/examples/warden/pages");
        configuration.setNumberFormat("computer");
        configuration.setURLEscapingCharset(StandardCharsets.UTF_8.name());
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        // Otherwise FreeMarker would log page content.
        configuration.setLogTemplateExceptions(false);
    }

    String render(String page, Map<String, Object> model) {
        StringWriter html = new StringWriter();
        try {
            configuration.getTemplate(page + ".ftlh").process(model, html);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TemplateException e) {
            throw new IllegalStateException("page " + page + ", line " + e.getLineNumber(), e);
        }
        return html.toString();
    }
}
