package dev.patkit.examples.warden.projects;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.patkit.examples.warden.rest.ErrorEnvelope;
import dev.patkit.examples.warden.rest.Ids;
import dev.patkit.examples.warden.rest.JsonBody;
import dev.patkit.verify.Accepted;
import io.javalin.http.Context;
import java.util.UUID;

/** Handlers for creating projects. The legacy API uses other JSON names for the two ids. */
final class JobHandlers {
    private final ProjectAccess access;
    private final Jobs jobs;
    private final String jobId;
    private final String projectId;

    JobHandlers(ProjectAccess access, Jobs jobs, String jobId, String projectId) {
        this.access = access;
        this.jobs = jobs;
        this.jobId = jobId;
        this.projectId = projectId;
    }

    void create(Context ctx, Accepted caller) {
        JsonBody body = JsonBody.of(ctx, ErrorEnvelope::invalid);
        String name = body.text("name", ProjectHandlers.MAX_NAME_LENGTH);
        String summary =
                body.optionalText("summary", ProjectHandlers.MAX_SUMMARY_LENGTH).orElse("");
        UUID job = jobs.create(name, summary, access.caller(caller));
        ctx.status(202).json(JsonNodeFactory.instance.objectNode().put(jobId, job.toString()));
    }

    void read(Context ctx, Accepted caller) {
        UUID project = Ids.parse(ctx.pathParam("job"))
                .flatMap(job -> jobs.project(job, access.caller(caller)))
                .orElseThrow(() -> ErrorEnvelope.notFound("There is no such job."));
        ctx.json(
                JsonNodeFactory.instance.objectNode().put("status", "completed").put(projectId, project.toString()));
    }
}
