package dev.patkit.examples.warden;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A complete response without the date, and with the request id masked, so that responses can be compared. */
record ServiceResponse(int status, Map<String, List<String>> headers, String body) {
    private static final Pattern REQUEST = Pattern.compile("(?<=urn:uuid:)[0-9a-f-]{36}");

    static ServiceResponse of(HttpResponse<String> response) {
        Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
        headers.remove("date");
        return new ServiceResponse(
                response.statusCode(), headers, REQUEST.matcher(response.body()).replaceAll("…"));
    }

    /** Returns the request id, if the body contains it. */
    static List<String> requestIds(HttpResponse<String> response) {
        return REQUEST.matcher(response.body())
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
